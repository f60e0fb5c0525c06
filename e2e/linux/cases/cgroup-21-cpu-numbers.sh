# title: cpu.max, cpu.weight and cpu.weight.nice check their ranges
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +cpu > cgroup.subtree_control; mkdir t
sys open t/cpu.max rdwr -- read -- write '20000 100000' -- write 20000 -- write max -- write '999 100000' -- write '1000 1000' -- write '1000 999' -- write '1000 1000001' -- write '1000 1000000'
sys open t/cpu.max rdwr -- write 'x' -- write '' -- write 'max 50000' -- write '-1 100000' -- write '5000 x' -- write '5000 10000 7' -- write ' 6000 10000'; cat t/cpu.max
sys open t/cpu.max.burst rdwr -- read -- write 1000 -- write 7000 -- write -1 -- write x; cat t/cpu.max.burst; echo max > t/cpu.max; sys open t/cpu.max.burst wronly -- write 1000 -- write 0; cat t/cpu.max
sys open t/cpu.weight rdwr -- read -- write 0 -- write 1 -- write 10000 -- write 10001 -- write -1 -- write x -- write '' -- write 150; cat t/cpu.weight t/cpu.weight.nice
sys open t/cpu.weight.nice rdwr -- write -21 -- write 20 -- write -20 -- write x; cat t/cpu.weight t/cpu.weight.nice
for n in -20 -10 -5 -1 0 1 5 10 19; do echo $n > t/cpu.weight.nice; echo $(cat t/cpu.weight t/cpu.weight.nice); done
for w in 1 2 3 50 99 100 101 200 1000 5000 10000; do echo $w > t/cpu.weight; echo $(cat t/cpu.weight t/cpu.weight.nice); done
sys open t/cpu.idle rdwr -- read -- write 2 -- write 1 -- write x -- write -1; cat t/cpu.idle t/cpu.weight t/cpu.weight.nice; sys open t/cpu.weight wronly -- write 5 -- write 100 -- open t/cpu.weight.nice wronly -- write 3; echo 0 > t/cpu.idle; cat t/cpu.weight
cut -d' ' -f1 t/cpu.stat; cut -d' ' -f1 t/cpu.stat.local; echo -cpu > cgroup.subtree_control; cut -d' ' -f1 t/cpu.stat; cat t/cpu.stat.local
rmdir t; cd /mnt
