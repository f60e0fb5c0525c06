# title: chroot says 125, 126 or 127: its own failure, a program that cannot run, one that is not there
# group: chroot
# needs: root rootfs
mkrootfs r
chroot r /bin/nosuch
chroot r nosuch
chroot r /bin/bash
chroot nosuch /bin/ls
chroot r/etc/os-release /bin/ls
chroot r /etc/os-release
chroot r /bin
chroot r /bin/sh -c 'exit 7'
chroot r /bin/false
chroot r /bin/sh -c 'kill -9 $$'
chroot
chroot --nosuch r
