# title: a frozen process runs no more, and dies of a fatal signal
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; mkdir -p t/d; echo 1 > t/cgroup.freeze; mkdir t/d/e; cat t/d/cgroup.freeze; head -n 9 t/cgroup.events t/d/cgroup.events t/d/e/cgroup.events
echo 0 > t/cgroup.freeze; cat t/d/cgroup.events; rmdir t/d/e t/d
sh -c 'echo 0 > t/cgroup.procs; echo 1 > t/cgroup.freeze; echo thawed' & P=$!
await grep -q 'frozen 1' t/cgroup.events; cut -d' ' -f3 /proc/$P/stat; grep State /proc/$P/status; cat /proc/$P/wchan; echo; ps -o stat= -p $P
echo 0 > t/cgroup.freeze; wait $P; echo $?
sleep 100 & P=$!; echo 1 > t/cgroup.freeze; echo $P > t/cgroup.procs; await grep -q 'frozen 1' t/cgroup.events; kill $P; wait $P; echo $?
cat t/cgroup.events; echo 0 > t/cgroup.freeze; cat t/cgroup.events
sh -c 'trap "echo caught; exit 7" TERM; echo 0 > t/cgroup.procs; while :; do sys usleep 10000; done' & P=$!; await grep -q $P t/cgroup.procs; echo 1 > t/cgroup.freeze; await grep -q 'frozen 1' t/cgroup.events; kill -TERM $P; cat t/cgroup.events
echo 0 > t/cgroup.freeze; wait $P; echo $?
sleep 100 & P=$!; echo $P > t/cgroup.procs; echo 1 > t/cgroup.freeze; kill -KILL $P; wait $P; echo $?; rmdir t; cd /mnt
