# title: applets that busybox starts anew need /proc/self/exe, small ones do not
# group: chroot
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c 'tail -n1 /etc/passwd'
chroot r /bin/sh -c 'pidof nosuch; echo $?'
chroot r /bin/sh -c 'grep -c root /etc/passwd; cat /etc/os-release'
chroot r /bin/sh -c 'whoami; uname -s; wc -l /etc/passwd'
mount -t proc proc r/proc
chroot r /bin/sh -c 'tail -n1 /etc/passwd'
chroot r /bin/sh -c 'pidof nosuch; echo $?'
chroot r /bin/env tail -n1 /etc/passwd
umount r/proc
chroot r /bin/env tail -n1 /etc/passwd
chroot r /bin/env whoami
