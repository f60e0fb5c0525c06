# title: a process that needs more than memory.max is killed
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +memory > cgroup.subtree_control; mkdir t; echo 16M > t/memory.max
sys open t/cgroup.procs wronly -- write 0 -- alloc 8 -- fork -- alloc 4; cat t/memory.events
sys open t/cgroup.procs wronly -- write 0 -- fork -- alloc 32; grep -v max t/memory.events; grep -v max t/memory.events.local
sh -c 'echo 0 > t/cgroup.procs; sys alloc 32; echo rc $?'; grep oom t/memory.events
[ $(cat t/memory.peak) -gt 16000000 ] && echo peak near the limit; [ $(cat t/memory.current) -lt 4000000 ] && echo little left
echo 1 > t/memory.oom.group; sh -c 'echo 0 > t/cgroup.procs; sleep 30 & sys alloc 32; echo survived'; grep oom t/memory.events; echo 0 > t/memory.oom.group
sh -c 'echo 0 > t/cgroup.procs; echo -1000 > /proc/self/oom_score_adj; exec sys alloc 12 -- fork -- usleep 1' ; grep oom_kill t/memory.events
sh -c 'echo 0 > t/cgroup.procs; sh -c "echo 1000 > /proc/self/oom_score_adj; exec sys alloc 4 -- usleep 3000000" & sys usleep 300000 -- alloc 14; wait $!; echo rc $?'; grep oom_kill t/memory.events
rmdir t; cd /mnt
