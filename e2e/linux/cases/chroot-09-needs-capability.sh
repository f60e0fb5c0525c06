# title: chroot needs CAP_SYS_CHROOT; an ordinary user may not, root without it may not
# group: chroot
# needs: root sys rootfs
mkrootfs r
asuser 1000 chroot r /bin/ls
asuser 1000 sys chroot r
asuser 1000 sys chroot /
sys capclear 18 -- chroot r -- getuid
sys capclear 21 -- chroot r
sys setgid 1000 -- setuid 1000 -- chroot r
chmod 700 r; asuser 1000 sys chroot r
sys chroot nosuch -- chroot r/etc/os-release -- chroot r/bin/sh
