# title: an empty /dev: programs that need /dev/null fail until somebody makes it
# group: chroot
# needs: root rootfs
mkrootfs r
ls r/dev
chroot r /bin/sh -c 'echo x > /dev/null'
ls -l r/dev/null | cut -c1-10
chroot r /bin/cat /dev/null
rm r/dev/null
chroot r /bin/sh -c 'cat < /dev/zero'
mknod -m 666 r/dev/null c 1 3
chroot r /bin/sh -c 'echo x > /dev/null; cat /dev/null; echo $?'
stat -c '%F %t:%T %a' r/dev/null
asuser 1000 mknod /tmp/dev-null-of-mine c 1 3
mount --bind /dev r/dev
chroot r /bin/sh -c 'head -c 3 /dev/zero | wc -c'
umount r/dev
