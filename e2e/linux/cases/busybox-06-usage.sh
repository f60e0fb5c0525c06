# title: an unknown option or a missing operand makes an applet print its usage
# group: chroot
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c 'ls -y 2>&1 | head -n4; cat --foo 2>&1 | head -n4'
chroot r /bin/sh -c 'mkdir 2>&1 | head -n3; cp a 2>&1 | head -n4; rm 2>&1'
chroot r /bin/sh -c 'rm -f; echo $?; chroot; echo $?'
chroot r /bin/sh -c "pwd --help; rmdir --help"
chroot r /bin/sh -c '/bin/busybox nosuch; echo $?; /bin/busybox ls -d /etc; /bin/busybox | head -n1; /bin/busybox --list | head -n3'
