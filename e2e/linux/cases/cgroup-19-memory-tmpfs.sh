# title: files in a tmpfs are charged to who wrote them
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +memory > cgroup.subtree_control; mkdir t; echo 16M > t/memory.max
sh -c 'echo 0 > t/cgroup.procs; dd if=/dev/zero of=/mnt/f bs=1M count=8 2>/dev/null; echo rc $?'; [ $(cat t/memory.current) -gt 8000000 ] && echo charged
awk '/^shmem / || /^file / { print $1, ($2 >= 8388608) }' t/memory.stat; truncate -s 4M /mnt/f; [ $(cat t/memory.current) -lt 8000000 ] && echo half of it
rm /mnt/f; [ $(cat t/memory.current) -lt 3000000 ] && echo freed
sh -c 'echo 0 > t/cgroup.procs; dd if=/dev/zero of=/mnt/f bs=1M count=32 2>/dev/null; echo rc $?'; grep oom_kill t/memory.events
[ $(stat -c %s /mnt/f) -gt 12000000 ] && [ $(stat -c %s /mnt/f) -le 16777216 ] && echo a part was written; rm /mnt/f
sh -c 'echo 0 > t/cgroup.procs; dd if=/dev/zero of=/root/big bs=1M count=32 2>/dev/null; echo rc $?'; [ $(cat t/memory.current) -le 16777216 ] && echo the cache gives way
grep oom_kill t/memory.events; rm /root/big; rmdir t; cd /mnt
