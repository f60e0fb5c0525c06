# title: io.max and io.weight check devices and keys
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +io > cgroup.subtree_control; mkdir t; D=254:0
sys open t/io.max rdwr -- read -- write '8:0 rbps=1' -- write x -- write "$D rbps=1048576 wiops=120" -- write "$D foo=1" -- write "$D rbps=0" -- write "$D rbps=x" -- write "$D" -- write '' -- write "$D riops=max rbps=5000"; cat t/io.max
echo "$D rbps=max wiops=max" > t/io.max; cat t/io.max; echo "$D rbps=5000 wbps=6000" > t/io.max; cat t/io.max
sys open t/io.weight rdwr -- read -- write 0 -- write 1 -- write 10001 -- write 'default 50' -- write "$D 200" -- write "$D default" -- write x -- write ''; cat t/io.weight
rmdir t; echo -io > cgroup.subtree_control; cd /mnt
