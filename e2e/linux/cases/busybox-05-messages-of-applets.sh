# title: how busybox's applets word what went wrong
# group: chroot
# needs: root rootfs
mkrootfs r
echo 'f() { "$@" 2>&1; echo "= $?"; }' >r/f
chroot r /bin/sh -c '. /f; f cat /x; f ls /x; f rm /x; f rmdir /x; f mkdir /etc; f mkdir /a/b; f rmdir /etc/..'
chroot r /bin/sh -c '. /f; f cp /x /tmp; f cp /etc /tmp/e; f mv /x /y; f ln /x /y; f ln -s a /etc/passwd; f touch /a/b'
chroot r /bin/sh -c '. /f; f chmod 9 /etc; f chmod 1 /x; f chown nobody /etc; f rm /etc; f stat /x; f readlink /etc/passwd'
chroot r /bin/sh -c '. /f; f id nobody; f env nosuch; f chroot /x; f chroot /tmp; f chroot / nosuch; f sleep x; f head /x; f wc /x; f sort /x'
chroot r /bin/sh -c '. /f; f grep "[" /etc/passwd; f grep x /x; f grep x /tmp; f mknod /dev/n p; f mknod /dev/n p; f hostname -F /x'
