# title: mount --move moves a mount with all below it; not out of a shared parent
# group: mount
# needs: root sys
mkdir a b
mount --make-private /mnt
mount -t tmpfs t a; mkdir a/sub; mount -t tmpfs t2 a/sub; touch a/f a/sub/g
mount --move a b
ls a
ls b b/sub
grep ' /mnt/[ab]' /proc/mounts | cut -d' ' -f1,2
sys mount b b none move
sys mount b b/sub none move
sys mount b/sub a none move -- ls a -- umount a
mkdir c; sys mount c a none move
mount --make-shared b; mkdir b/in a/x; mount -t tmpfs t3 b/in; sys mount b/in a none move
umount b/in; umount b; ls b
