# title: the limit of an ancestor kills the biggest below it
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +memory > cgroup.subtree_control; mkdir -p t/a t/b; echo +memory > t/cgroup.subtree_control; echo 20M > t/memory.max
sh -c 'echo 0 > t/a/cgroup.procs; exec sys alloc 12 -- usleep 3000000' & await sh -c '[ $(cat t/a/memory.current) -gt 12000000 ]'; sh -c 'echo 0 > t/b/cgroup.procs; exec sys alloc 4 -- alloc 8'; echo $?
wait; for f in t t/a t/b; do grep -H oom_kill $f/memory.events; grep -H oom_kill $f/memory.events.local; done
grep -c '^oom [1-9]' t/memory.events t/a/memory.events; echo max > t/memory.max
sh -c 'echo 0 > t/a/cgroup.procs; exec sys alloc 20 -- usleep 3000000' & P=$!; await sh -c '[ $(cat t/a/memory.current) -gt 20000000 ]'; sys open t/a/memory.max wronly -- write 4M; wait $P; echo $?; cat t/a/memory.max; grep oom_kill t/a/memory.events
echo max > t/a/memory.max; sh -c 'echo 0 > t/a/cgroup.procs; exec sys alloc 10 -- usleep 1500000' & P=$!; await sh -c '[ $(cat t/a/memory.current) -gt 10000000 ]'; echo $P > cgroup.procs; [ $(cat t/a/memory.current) -gt 10000000 ] && echo the charge stays
sys rmdir t/a; [ $(cat t/memory.current) -gt 10000000 ] && echo and counts above; wait $P; rmdir t/b t; cd /mnt
