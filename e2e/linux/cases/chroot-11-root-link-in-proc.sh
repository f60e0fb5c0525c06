# title: /proc/PID/root and /proc/PID/cwd show from outside where a process is jailed
# group: chroot
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c 'cd /etc; touch /ready; exec sleep 300' & P=$!
await test -e r/ready
readlink /proc/$P/root
readlink /proc/$P/cwd
readlink /proc/$P/exe
readlink /proc/self/root
ls /proc/$P/root/etc
cat /proc/$P/root/etc/os-release
chroot /proc/$P/root /bin/readlink /bin/ls
cat /proc/$P/comm
tr '\0' ' ' < /proc/$P/cmdline
kill $P; wait $P
readlink /proc/$P/root
