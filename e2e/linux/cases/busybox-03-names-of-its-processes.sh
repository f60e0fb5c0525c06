# title: the name and the command line of an applet's process show how it was started
# group: chroot
# needs: root rootfs
mkrootfs r
mount -t proc proc r/proc
chroot r /bin/sh -c 'cat /proc/self/comm; tr "\0" " " </proc/self/cmdline'
chroot r /bin/sh -c 'head -n1 /proc/self/comm; :'
chroot r /bin/sh -c 'head -c 99 /proc/self/cmdline | tr "\0" " "'
chroot r /bin/sh -c 'sleep 60 & await() { until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done; }; await; tr "\0" " " </proc/$!/cmdline; kill $!'
chroot r /bin/sleep 60 & await grep -q sleep /proc/$!/comm
tr '\0' ' ' </proc/$!/cmdline
kill $!
