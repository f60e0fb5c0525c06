# title: controllers are handed down one level at a time
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; mkdir -p t/a; cat cgroup.controllers cgroup.subtree_control t/cgroup.controllers
sys open t/cgroup.subtree_control rdwr -- write +memory -- write memory -- write +bogus -- write +perf_event -- write +freezer -- write ''
sys open t/cgroup.subtree_control rdwr -- write '+pids +memory' -- write -memory -- write '+' -- write '-' -- write '+memory -memory' -- write '+memory,+pids'
sys open cgroup.subtree_control rdwr -- write '+pids +memory' -- write ' +pids   -pids '; cat cgroup.subtree_control
sys open cgroup.subtree_control wronly -- write '+pids +memory +cpu'; cat cgroup.subtree_control t/cgroup.controllers
sys open t/cgroup.subtree_control wronly -- write '+pids +io'; cat t/cgroup.subtree_control
ls t | grep -c memory; ls t/a | grep -v -e cgroup. -e pressure
sys open t/cgroup.subtree_control wronly -- write +pids; ls t/a | grep pids; sys open cgroup.subtree_control wronly -- write -pids; cat t/a/cgroup.controllers
sys open t/cgroup.subtree_control wronly -- write -pids; ls t/a | grep -c pids
echo 5 > t/pids.max; echo -pids > cgroup.subtree_control; echo +pids > cgroup.subtree_control; cat t/pids.max
rmdir t/a t; cd /mnt
