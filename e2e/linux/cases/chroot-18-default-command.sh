# title: without a command chroot starts $SHELL -i, else /bin/sh -i
# group: chroot
# needs: root rootfs
mkrootfs r
SHELL=/bin/echo chroot r
SHELL=/bin/nosuch chroot r
env -u SHELL chroot r
echo 'echo from stdin; ls -d /old' | env -u SHELL chroot r /bin/sh
printf 'cd /etc\npwd\nexit 4\n' | chroot r /bin/sh
chroot --skip-chdir r /bin/pwd
chroot --skip-chdir / /bin/pwd
