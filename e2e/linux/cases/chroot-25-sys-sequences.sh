# title: chroot(2): errnos and the order of chdir and chroot
# group: chroot
# needs: root sys rootfs
mkrootfs r; echo file > f; ln -s r l; ln -s nosuch d; ln -s loop loop
sys chroot f -- chroot nosuch -- chroot d -- chroot loop -- chroot '' -- chroot l -- chdir / -- ls /
sys chdir r -- chroot . -- getcwd -- chdir .. -- getcwd -- ls .
sys chroot r -- getcwd -- chdir r -- getcwd -- chdir .. -- getcwd -- stat f
sys chroot r -- chdir / -- chroot / -- chroot etc -- getcwd -- chdir / -- ls . -- chroot .. -- ls /
sys chroot r -- chdir / -- fork -- getcwd -- chroot etc -- chdir / -- ls /
sys chroot r -- chdir / -- unshare mnt -- mount t /tmp tmpfs -- creat /tmp/x inside -- ls /tmp -- umount /tmp
sys chroot r -- chdir / -- mkdir new -- symlink /etc/os-release link -- cat link -- rename link bin/link -- cat bin/link -- open /../f rdonly
ls r/new r/tmp; readlink r/bin/link
