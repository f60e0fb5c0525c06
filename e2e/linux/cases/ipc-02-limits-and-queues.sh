# title: the limits of /proc/sys and the POSIX queues are the namespace's own
# group: ipc
# needs: root sys
cat /proc/sys/kernel/msgmax /proc/sys/kernel/msgmnb /proc/sys/kernel/shmmni /proc/sys/kernel/sem
unshare -i sh -c 'echo 5 > /proc/sys/kernel/msgmax; cat /proc/sys/kernel/msgmax'; cat /proc/sys/kernel/msgmax
mkdir q q2; mount -t mqueue mq q; touch q/one; ls q; cat q/one
unshare -i -m sh -c 'mount -t mqueue mq2 q; ls q; touch q/two; ls q'; ls q
nsenter -t $$ -i ls q; mount -t mqueue again q2; ls q2; umount q2; umount q
asuser 1000 unshare -i true; asuser 1000 sys shmget 7 c; asuser 1001 sys shmget 7
cat /proc/sysvipc/shm | wc -l; unshare -i cat /proc/sysvipc/shm | wc -l
