# title: cpuset.cpus and cpuset.mems take lists
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +cpuset > cgroup.subtree_control; mkdir t; A=$(cat cpuset.cpus.effective)
sys open t/cpuset.cpus rdwr -- read -- write 0 -- write 500 -- write x -- write 0-500 -- write '' -- write 0- -- write 1-0; cat t/cpuset.cpus t/cpuset.cpus.effective
sys open t/cpuset.mems rdwr -- write 0 -- write 1 -- write x -- write 5000; cat t/cpuset.mems t/cpuset.mems.effective; mkdir t/k; cat t/k/cpuset.cpus.effective; ls t/k | grep cpuset; rmdir t/k
echo > t/cpuset.cpus; cat t/cpuset.cpus; [ "$(cat t/cpuset.cpus.effective)" = "$A" ] && echo as above
sys open t/cpuset.cpus.partition rdwr -- read -- write x -- write member -- write ''; cat t/cpuset.cpus.exclusive t/cpuset.cpus.exclusive.effective
sleep 100 & S=$!; echo $S > t/cgroup.procs; cat /proc/$S/cpuset; cat /proc/self/cpuset; kill $S; wait $S; await grep -q 'populated 0' t/cgroup.events
rmdir t; echo -cpuset > cgroup.subtree_control; cd /mnt
