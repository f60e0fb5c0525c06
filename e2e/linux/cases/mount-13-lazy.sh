# title: a lazy umount takes the name away at once and the file system when nobody uses it
# group: mount
# needs: root sys
mkdir d
mount -t tmpfs t d; echo text > d/f; mkdir d/sub
exec 7< d/f
umount d
sys umount d -- umount d detach
ls d
cat <&7; exec 7<&-
mount -t tmpfs t d; mkdir d/sub; cd d/sub
sys umount /mnt/d
umount -l /mnt/d
pwd
ls -a
sys getcwd
touch still; ls
cd /mnt; ls d
umount -l d
