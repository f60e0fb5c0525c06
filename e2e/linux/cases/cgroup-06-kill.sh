# title: cgroup.kill ends every process of a cgroup and of those below it
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir -p t/x; sleep 100 & A=$!; sleep 100 & B=$!; sleep 100 & C=$!
echo $A > t/cgroup.procs; echo $B > t/x/cgroup.procs; kill -STOP $A; echo 1 > t/x/cgroup.freeze; cat t/cgroup.events
echo 1 > t/cgroup.kill; wait $A; echo $?; wait $B; echo $?
cat t/cgroup.procs t/x/cgroup.procs t/cgroup.events; kill -0 $C && echo the third lives
kill $C; wait $C; rmdir t/x t; cd /mnt
