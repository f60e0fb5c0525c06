# title: cgroup.max.depth, cgroup.max.descendants and the counts of cgroup.stat
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo '+pids +memory' > cgroup.subtree_control; mkdir t; echo 1 > t/cgroup.max.depth; sys mkdir t/1 -- mkdir t/1/2
echo 1 > t/cgroup.max.descendants; sys mkdir t/x; echo 0 > t/1/cgroup.max.depth; echo max > t/cgroup.max.depth; echo max > t/cgroup.max.descendants; sys mkdir t/1/2 -- mkdir t/x
cat t/cgroup.stat; echo +pids > t/cgroup.subtree_control; grep -e nr_desc -e subsys_pids -e subsys_mem t/cgroup.stat; grep -v dying t/x/cgroup.stat
rmdir t/1 t/x t; cd /mnt
