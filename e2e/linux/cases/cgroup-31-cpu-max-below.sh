# title: cpu.max holds for all cgroups below it together, and is counted where the limit is
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +cpu > cgroup.subtree_control; mkdir -p t/a t/b; echo +cpu > t/cgroup.subtree_control
echo '10000 50000' > t/cpu.max; sh -c 'echo 0 > t/a/cgroup.procs; exec sys burn 25' & sh -c 'echo 0 > t/b/cgroup.procs; exec sys burn 25'; wait
awk '/^nr_/ { print $1, ($2 >= 3) }' t/cpu.stat; awk '/^nr_/ { print $1, $2 }' t/b/cpu.stat
awk '/^throttled_usec/ { print ($2 > 100000) }' t/cpu.stat; grep -c 'total=[1-9]' t/cpu.pressure
echo max > t/cpu.max; sh -c 'echo 0 > t/b/cgroup.procs; exec sys burn 20'; awk '/^usage_usec/ { print FILENAME, ($2 > 40000) }' t/cpu.stat t/b/cpu.stat
rmdir t/a t/b t; cd /mnt
