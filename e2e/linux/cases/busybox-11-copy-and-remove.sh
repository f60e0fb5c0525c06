# title: what cp, mv, ln, rm, mkdir and chmod of busybox say with -v
# group: files
# needs: root rootfs
mkrootfs r
cd r/tmp
chroot .. /bin/mkdir -v /tmp/a
chroot .. /bin/touch /tmp/f
chroot .. /bin/cp -v /tmp/f /tmp/a
chroot .. /bin/mv -v /tmp/a/f /tmp/g
chroot .. /bin/chmod -v 600 /tmp/g
chroot .. /bin/chmod -c 600 /tmp/g
chroot .. /bin/rm -rv /tmp/a
chroot .. /bin/rm -v /tmp/g
chroot .. /bin/rmdir -v /tmp/nosuch
chroot .. /bin/ln -s f l
chroot .. /bin/ls /tmp
