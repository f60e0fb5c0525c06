# title: what the files of a cgroup take for a number, and what they take when nothing is written
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir t
sys open t/cgroup.procs wronly -- write '' -- write x -- write -1 -- write '1 2' -- write 99999999999 -- read -- lseek 0
sys open t/cgroup.freeze rdwr -- read -- write 2 -- write -1 -- write x -- write '' -- write 1 -- read -- lseek 0 -- read -- write 0x0
sys open t/cgroup.kill wronly -- write 0 -- write 2 -- write x -- write '' -- write 1 -- write 99999999999
sys open t/cgroup.kill rdonly -- read -- stat t/cgroup.kill mode
sys open t/cgroup.max.depth rdwr -- read -- write -1 -- write 0 -- write max -- write ' max' -- write 2147483648 -- write 2147483647 -- write x -- write '' -- write 0x10; cat t/cgroup.max.depth
sys open t/cgroup.max.descendants rdwr -- write -1 -- write 3 -- write 1k; cat t/cgroup.max.descendants
sys open t/cgroup.type rdwr -- read -- write domain -- write ''
sys open t/cgroup.controllers wronly -- write x; sys open t/cgroup.stat wronly -- open t/cgroup.events wronly
sys open t/cgroup.pressure rdwr -- read -- write 2 -- write x -- write 0 -- write -1; cat t/cpu.pressure; ls t | grep pressure
echo 1 > t/cgroup.pressure; ls t | grep pressure; sys open t/cpu.pressure wronly -- write x -- write 'some 0 1000000' -- write 'some 2000000 1000000' -- write 'full 100000 20000000' -- write 'some 100000 1000000'
rmdir t; cd /mnt
