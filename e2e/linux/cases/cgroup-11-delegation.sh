# title: a user may move processes within what was handed to him
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir -p t/in/deep; chown 1000 t t/cgroup.procs t/cgroup.subtree_control t/cgroup.threads; ls -ln t | awk '/cgroup/ { print $3, $9 }'
asuser 1000 sys mkdir t/u -- stat t/u uid -- stat t/u/cgroup.procs uid -- stat t/u/cgroup.procs mode -- mkdir x -- rmdir t/nope
asuser 1000 sys open t/cgroup.type wronly -- open t/cgroup.freeze wronly -- open t/u/cgroup.freeze wronly
asuser 1000 sys open t/u/cgroup.procs wronly -- write 0 -- open t/cgroup.procs wronly -- write 0
sleep 100 & S=$!; echo $S > t/cgroup.procs; asuser 1000 sys open t/u/cgroup.procs wronly -- write $S; cat /proc/$S/cgroup
asuser 1000 sys open cgroup.procs wronly -- write $S; asuser 1000 sys open t/in/cgroup.procs wronly
chmod 666 t/u/cgroup.procs; sh -c 'exec 5> t/u/cgroup.procs; asuser 1000 sh -c "echo 0 >&5"; echo $?'
asuser 1000 sys open t/u/cgroup.procs wronly -- write 0
kill $S; wait $S; await grep -q 'populated 0' t/cgroup.events; asuser 1000 sys rmdir t/in -- rmdir t/u; rmdir t/in/deep t/in t; cd /mnt
