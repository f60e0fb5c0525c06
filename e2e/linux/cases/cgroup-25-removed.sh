# title: a removed cgroup has nothing any more for those who are still in it or have its files open
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir -p t/a; exec 5< t/cgroup.procs; exec 6> t/a/cgroup.procs; rmdir t/a t; cat <&5; sh -c 'echo 0 >&6'; exec 5<&- 6>&-; ls -d t
mkdir t; cd t; sys rmdir ../t; ls; cat cgroup.procs; sys mkdir x; pwd; readlink /proc/self/cwd; cd /sys/fs/cgroup
mkdir t; cat t/cgroup.procs; cd t; rmdir ../t; mkdir ../t; ls | wc -l; cd /sys/fs/cgroup; rmdir t
mkdir -p t/in; sh -c 'echo 0 > t/in/cgroup.procs; exec unshare -C sleep 100' & S=$!; await grep -q sleep /proc/$S/comm; echo $S > cgroup.procs; rmdir t/in t; cat /proc/$S/cgroup; nsenter -t $S -C cat /proc/self/cgroup /proc/$S/cgroup; kill $S; wait $S
cd /mnt
