# title: ps of busybox shows every process, in few columns
# group: chroot
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c 'ps; echo $?'
cat >r/list <<<'mount -t proc proc /proc; ps; ps aux; ps -ef; ps -o pid,ppid,user,comm'
unshare -mpf chroot r /bin/sh /list
unshare -mpf chroot r /bin/sh -c 'mount -t proc proc /proc; ps -o pid=,comm=X; ps -o pid= -o args=; ps -o user,stat,tty,args'
chroot r /bin/sh -c 'ps -o foo; echo $?'
chroot r /bin/sh -c 'ps -y; echo $?'
