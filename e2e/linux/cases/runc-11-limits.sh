# title: limits of memory, processes and processor time are files of the cgroup
# group: runc
# needs: root cgroup2ctl rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
l() { sed "s~\"resources\": {~&$1, ~" base > base2; sed "s~\[\"sh\"\]~[$2]~; s~\"type\": \"cgroup\"}~&~" base2 > config.json; }
l '"memory":{"limit":33554432},"pids":{"limit":3},"cpu":{"shares":512,"quota":50000,"period":100000}' '"sh", "-c", "cd /sys/fs/cgroup; cat memory.max pids.max cpu.max cpu.weight; echo 5 > pids.max"'; r run t1
l '"pids":{"limit":2}' '"sh", "-c", "sleep 9 \& sleep 9; echo $?"'; r run t1
l '"memory":{"limit":16777216}' '"sys", "alloc", "64"'; r run t1; echo $?
l '"unified":{"pids.max":"7"}' '"cat", "/sys/fs/cgroup/pids.max"'; r run t1
ls -d /sys/fs/cgroup/t1
