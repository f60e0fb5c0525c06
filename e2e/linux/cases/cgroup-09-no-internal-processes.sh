# title: processes and domain controllers exclude each other
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo '+cpu +memory +pids' > cgroup.subtree_control; mkdir -p t/a; sleep 100 & S=$!
sys open t/cgroup.subtree_control wronly -- write +memory -- open t/cgroup.procs wronly -- write $S
sys open t/a/cgroup.procs wronly -- write $S; cat t/cgroup.type t/a/cgroup.type
sys open t/a/cgroup.subtree_control wronly -- write +memory; echo -memory > t/cgroup.subtree_control
echo $S > t/cgroup.procs; sys open t/cgroup.subtree_control wronly -- write +memory -- write +cpu -- write +memory
cat t/cgroup.type t/a/cgroup.type; sys open t/a/cgroup.procs wronly -- write $S
echo -cpu > t/cgroup.subtree_control; cat t/cgroup.type t/a/cgroup.type; echo $S > t/a/cgroup.procs
echo +cpu > t/cgroup.subtree_control; sys open t/cgroup.procs wronly -- write $S; cat t/cgroup.type
kill $S; wait $S; await grep -q 'populated 0' t/cgroup.events; rmdir t/a t; cd /mnt
