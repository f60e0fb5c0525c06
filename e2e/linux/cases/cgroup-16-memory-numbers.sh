# title: memory limits are whole pages, with suffixes
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; echo +memory > cgroup.subtree_control; mkdir t; for f in min low high max swap.max swap.high oom.group; do cat t/memory.$f; done
sys open t/memory.max rdwr -- write -1 -- write x -- write '' -- write 1K -- write 4097 -- write 1g -- write 10m -- write 1T -- write 1e -- write 1x -- write 1kb -- write '1 k'
sys open t/memory.max rdwr -- write max -- write ' max ' -- write maxx -- write 0x1000; cat t/memory.max
for f in min low high max swap.max; do echo 5000 > t/memory.$f; cat t/memory.$f; done
for v in 10000000000000000000000 1P 8E 010 4095 1M max; do echo $v > t/memory.low; cat t/memory.low; done
sys open t/memory.oom.group rdwr -- read -- write 2 -- write -1 -- write x -- write 1 -- write ''; cat t/memory.oom.group
sys open t/memory.peak wronly -- write x -- stat t/memory.peak mode -- open t/memory.reclaim wronly -- write 1M -- write x -- write '' -- stat t/memory.reclaim mode
sys open t/memory.current wronly -- write 5 -- open t/memory.events wronly -- write 5; cat t/memory.events t/memory.swap.events
rmdir t; cd /mnt
