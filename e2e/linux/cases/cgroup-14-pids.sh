# title: pids.max: fork fails, and who hit the limit is counted
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +pids > cgroup.subtree_control; mkdir t; cat t/pids.max t/pids.current t/pids.peak t/pids.events
sys open t/pids.max rdwr -- read -- write -1 -- write 0 -- write x -- write max -- write '' -- write 4194304 -- write 4194305 -- write 99999999999999999999 -- write 0x10 -- write ' 5 '; cat t/pids.max
sys open t/cgroup.procs wronly -- write 0 -- forkn 10 -- forkn 3 -- cat t/pids.current -- cat t/pids.peak -- cat t/pids.events -- cat t/pids.events.local
cat t/pids.current t/pids.peak t/pids.events; echo 0 > t/pids.max; sys open t/cgroup.procs wronly -- write 0 -- forkn 1 -- cat t/pids.current
mkdir t/k; echo +pids > t/cgroup.subtree_control; echo 3 > t/pids.max; sys open t/k/cgroup.procs wronly -- write 0 -- forkn 10
for f in t/pids.events t/pids.events.local t/k/pids.events t/k/pids.events.local t/pids.peak t/k/pids.peak; do echo $f $(cat $f); done
echo -pids > t/cgroup.subtree_control; rmdir t/k; echo 2 > t/pids.max; sh -c 'echo 0 > t/cgroup.procs; echo in; /bin/true; echo $?; /bin/true & /bin/true; wait; echo done'
await grep -q 'populated 0' t/cgroup.events; rmdir t; cd /mnt
