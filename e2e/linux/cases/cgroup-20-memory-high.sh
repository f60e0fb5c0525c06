# title: memory.high slows down and does not kill
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +memory > cgroup.subtree_control; mkdir t; echo 8M > t/memory.high
timeout 20 sh -c 'echo 0 > t/cgroup.procs; exec sys alloc 9'; echo $?; [ $(grep ^high t/memory.events | cut -d' ' -f2) -gt 0 ] && echo high
timeout 2 sh -c 'echo 0 > t/cgroup.procs; exec sys alloc 20'; echo $?; grep oom t/memory.events
rmdir t; cd /mnt
