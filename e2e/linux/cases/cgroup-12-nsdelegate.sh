# title: with nsdelegate a cgroup namespace is a boundary
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; mkdir -p t/in; sh -c 'echo 0 > t/cgroup.procs; unshare -C sh -c "echo 0 > t/in/cgroup.procs; cat /proc/self/cgroup /proc/1/cgroup; echo 0 > cgroup.procs; cat /proc/self/cgroup"'
mount -o remount,nsdelegate /sys/fs/cgroup; grep -o nsdelegate /proc/mounts | head -1
sh -c 'echo 0 > t/cgroup.procs; unshare -C sh -c "echo 0 > t/in/cgroup.procs; cat /proc/self/cgroup; sys open cgroup.procs wronly -- write 0 -- open t/in/cgroup.procs wronly -- write 0"'
sh -c 'echo 0 > t/cgroup.procs; exec unshare -C sys open t/cgroup.max.depth wronly -- write 5 -- open t/in/cgroup.max.depth wronly -- write 5 -- open t/cgroup.subtree_control wronly -- write +pids -- open t/cgroup.freeze wronly -- write 0'
cat t/cgroup.max.depth t/in/cgroup.max.depth
sh -c 'echo 0 > t/in/cgroup.procs; exec unshare -C sys open t/cgroup.procs wronly -- write 0 -- cat /proc/self/cgroup'
mount -o remount,memory_recursiveprot /sys/fs/cgroup; grep -c nsdelegate,memory_recursiveprot /proc/mounts; mkdir m; mount -t cgroup2 none m; mount -t cgroup2 none /mnt; grep -c nsdelegate /proc/mounts; umount /mnt
mount -t cgroup2 none /mnt -o nosuch; umount m; rmdir m t/in t; cd /mnt
