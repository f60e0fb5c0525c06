# title: threads of one process may be in several threaded cgroups of its domain
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir -p t/a/x t/b; echo threaded > t/a/cgroup.type; sleep 100 & S=$!
cat t/a/cgroup.type t/a/x/cgroup.type t/b/cgroup.type
sys open t/a/cgroup.procs wronly -- write $S -- open t/b/cgroup.threads wronly -- write $S -- open t/cgroup.threads wronly -- write $S
cat t/cgroup.threads | wc -l; sys open t/a/cgroup.threads wronly -- write $S; cat t/cgroup.procs | wc -l; cat t/cgroup.threads | wc -l
cat t/a/cgroup.events t/cgroup.events; sys open t/a/cgroup.kill wronly -- write 1
sys open t/a/x/cgroup.type wronly -- write threaded -- write threaded -- open t/a/x/cgroup.threads wronly -- write $S
sys open t/b/cgroup.type wronly -- write threaded -- open t/b/cgroup.procs wronly -- write $S
sys open t/b/cgroup.procs rdonly -- read; sys rmdir t/b; kill $S; wait $S; await grep -q 'populated 0' t/cgroup.events
rmdir t/a/x t/a t/b; cat t/cgroup.type; sleep 100 & S=$!; mkdir t/a; echo $S > t/a/cgroup.procs; sys open t/a/cgroup.type wronly -- write threaded
mkdir t/b; sys open t/b/cgroup.type wronly -- write threaded; kill $S; wait $S; await grep -q 'populated 0' t/cgroup.events; rmdir t/a t/b t; cd /mnt
