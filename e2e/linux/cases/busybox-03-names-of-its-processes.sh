# title: the name and the command line of an applet's process show how it was started
# group: chroot
# needs: root rootfs
mkrootfs r
mount -t proc proc r/proc
chroot r /bin/sh -c 'cat /proc/self/comm; tr "\0" " " </proc/self/comm; :'
chroot r /bin/sh -c 'head -n1 /proc/self/comm; :'
chroot r /bin/sh -c 'head -c 99 /proc/self/cmdline | tr "\0" "_"; :'
chroot r /bin/sh -c 'cat /proc/self/cmdline | tr "\0" "_"; :'
chroot r /bin/sh -c 'sleep 60 & wait $!; echo $?'
touch r/dev/null
chroot r /bin/sh -c 'sleep 60 & until grep -q sleep /proc/$!/comm; do :; done; cat /proc/$!/cmdline | tr "\0" "_"; pidof sleep | grep -qw $! && echo found; kill $!'
