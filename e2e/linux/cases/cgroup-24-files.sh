# title: the files of the root and of a cgroup with every controller
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; ls -l | awk '{ print $1, $3, $4, $5, $9 }'
mkdir t; ls t; cat t/cpu.stat t/cpu.stat.local t/io.stat
for c in $(cat cgroup.controllers); do echo +$c > cgroup.subtree_control; done; cat cgroup.subtree_control; ls -l t | awk '{ print $1, $3, $4, $5, $9 }'
for f in $(ls t | grep -v -e cpuset -e memory.reclaim -e cgroup.kill); do echo "== $f"; cat t/$f; done
cat t/cgroup.kill t/memory.reclaim; ls -f t | head -5; ls -f . | head -5; stat -c '%h %a %F' . t t/cgroup.procs
cat /sys/kernel/cgroup/delegate /sys/kernel/cgroup/features; awk '{ print $1, $2, $4 }' /proc/cgroups
rmdir t; for c in $(cat cgroup.controllers); do echo -$c > cgroup.subtree_control; done; cd /mnt
