# title: chroot with pid, mount and uts namespaces: a small container
# group: chroot
# needs: root rootfs
mkrootfs r
unshare -m -p -u -f --propagation private chroot r /bin/sh -c 'mount -t proc proc /proc; ps -o pid,comm; hostname box; hostname'
hostname
ls r/proc
unshare -m -p -f --propagation private chroot r /bin/sh -c 'mount -t proc proc /proc; mount -t tmpfs t /tmp; touch /tmp/x; cat /proc/mounts | wc -l'
ls r/tmp
unshare -p -f -R /mnt/r /bin/sh -c 'echo $$; pwd; ls /'
unshare -R /mnt/r -w /etc /bin/pwd
unshare -p -f --mount-proc -R /mnt/r /bin/ps -o pid,comm
