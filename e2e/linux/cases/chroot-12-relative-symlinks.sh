# title: relative links keep their meaning in a new root, absolute ones change it
# group: chroot
# needs: root rootfs
mkrootfs r
echo out > /mnt/data; echo in > r/data
mkdir r/mnt/x
ln -s /data r/abs
ln -s ../data r/bin/rel
ln -s /mnt/data r/absmnt
cat r/abs
chroot r /bin/cat /abs
cat r/bin/rel
chroot r /bin/cat /bin/rel
cat r/absmnt
chroot r /bin/cat /absmnt
readlink r/abs
chroot r /bin/readlink /abs
readlink -f r/bin/rel
chroot r /bin/readlink -f /bin/rel
