# title: busybox's sh runs an applet of which no link exists
# group: chroot
# needs: root rootfs
mkrootfs r
ls r/bin | grep -cx -e tail -e whoami -e pidof
chroot r /bin/sh -c 'whoami; whoami | cut -c1-2; basename /a/b'
chroot r /bin/sh -c 'type whoami tail cd nosuch; command -v pidof'
chroot r /bin/sh -c 'which whoami'
chroot r /bin/sh -c 'pgrep sh; echo $?; mountpoint /; echo $?'
chroot r /bin/whoami
