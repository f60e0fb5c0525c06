# title: a zombie counts in pids.current, is not listed, and does not keep a cgroup
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +pids > cgroup.subtree_control; mkdir t
sys open t/cgroup.procs wronly -- write 0 -- spawn 4 -- state -- cat t/pids.current -- wait -- cat t/pids.current
sys open t/cgroup.procs wronly -- write 0 -- spawn 4 -- open cgroup.procs wronly -- write 0 -- cat t/cgroup.procs -- cat t/cgroup.events -- cat t/pids.current -- rmdir t -- state -- wait
ls -d t; cd /mnt
