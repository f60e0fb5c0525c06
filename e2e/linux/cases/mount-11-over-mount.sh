# title: mounts stack: the newest hides the older ones
# group: mount
# needs: root
mkdir d
touch d/zero
mount -t tmpfs one d; touch d/one
mount -t tmpfs two d; touch d/two
ls d
grep -c ' /mnt/d ' /proc/self/mountinfo
grep ' /mnt/d ' /proc/mounts | cut -d' ' -f1
umount d; ls d
umount d; ls d
umount d
exec 7< d; mount -t tmpfs three d; touch d/three; ls /proc/self/fd/7; ls d; exec 7<&-
cd d; mount -t tmpfs four /mnt/d; ls; ls /mnt/d; ls ../d; cd /mnt
umount d; ls d
