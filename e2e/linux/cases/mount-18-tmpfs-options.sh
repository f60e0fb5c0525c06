# title: a tmpfs knows its size, its mode and its owner
# group: mount
# needs: root
mkdir d
mount -t tmpfs -o size=64k,mode=1770,uid=5,gid=6 small d
stat -c '%a %u %g' d
head -c 64k /dev/zero > d/full; stat -c %s d/full
echo x > d/more
sh -c 'echo x > d/more'
ls d
rm d/full; echo x > d/more && cat d/more
df --output=size,used,target d
mount -o remount,size=128k d; df --output=size,target d
mount -o remount,size=1k d
umount d; mount -t tmpfs -o size=zz t d
mount -t tmpfs -o nr_inodes=3 t d; touch d/a; touch d/b; touch d/c
umount d
