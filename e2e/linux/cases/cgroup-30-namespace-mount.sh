# title: mounts and paths inside a cgroup namespace
# group: cgroup
# needs: root sys cgroup2ctl
cd /sys/fs/cgroup; mkdir -p t/in; mkdir /mnt/cg
sh -c 'echo 0 > t/cgroup.procs; unshare -C -m sh -c "mount -t cgroup2 none /mnt/cg; ls -d /mnt/cg/in /mnt/cg/cgroup.type; grep cgroup /proc/self/mountinfo | cut -d\" \" -f4,5 | sort -u; cd /mnt/cg/..; pwd"'
sh -c 'echo 0 > t/in/cgroup.procs; unshare -C sh -c "mkdir t/sib; echo 0 > t/sib/cgroup.procs; cat /proc/self/cgroup; echo 0 > cgroup.procs; cat /proc/self/cgroup; grep /sys/fs/cgroup /proc/self/mountinfo | cut -d\" \" -f4 | sort -u"; cat /proc/self/cgroup'
rmdir t/sib; sh -c 'echo 0 > t/in/cgroup.procs; exec unshare -C sleep 100' & S=$!; await grep -q sleep /proc/$S/comm; nsenter -t $S -C sh -c 'cat /proc/self/cgroup /proc/1/cgroup'; cat /proc/$S/cgroup; kill $S; wait $S
asuser 1000 sys unshare user -- unshare cgroup -- cat /proc/self/cgroup; asuser 1000 sys unshare cgroup
await grep -q 'populated 0' t/cgroup.events; rmdir t/in t; cd /mnt
