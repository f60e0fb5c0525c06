# title: how the shell of busybox words its errors
# group: shell
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c 'nosuch; echo $?'
chroot r /bin/sh -c '/nosuch; /etc; /etc/passwd; echo $?'
chroot r /bin/sh -c 'cd /nosuch; echo $?'
chroot r /bin/sh -c 'cd /etc/passwd; echo > /nosuch/x; cat < /nosuch; echo $?'
chroot r /bin/sh -c '. /nosuch; echo no'
chroot r /bin/sh -c 'set -u; echo $x; echo no'
chroot r /bin/sh -c 'kill 99999; kill; kill -FOO 1; kill x; echo $?'
chroot r /bin/sh -c 'shift 3; echo $?; exec nosuch'
chroot r /bin/sh -c 'if'
chroot r /bin/sh /nosuch
printf 'echo one\nnosuch\ncd /nosuch\n' >r/s
chroot r /bin/sh /s
chroot r /bin/sh <r/s
