# title: create makes everything but the program, which start lets go
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sh", "-c", "echo started; echo $$; sleep 60"'; r create c1; echo $?
runc state c1 | sed 's/"pid": [0-9]*/"pid": N/; s/"created": ".*"/"created": T/'
runc list | sed 's/ [0-9][0-9]* / N /; s/20[^ ]*Z/T/'; runc list -q
stat -c '%A %n' /run/runc/c1/*; stat -c %a /run/runc /run/runc/c1; ps -eo args | grep '^runc init'; tr '\0' ' ' < /proc/$(cat /sys/fs/cgroup/c1/cgroup.procs)/comm
hostname; ls -l /proc/$(cat /sys/fs/cgroup/c1/cgroup.procs)/ns /proc/self/ns | grep -o '[a-z]*:\[.*' | sort | uniq -c | grep -c ' 2 '
r start c1; await test ! -e /run/runc/c1/exec.fifo; runc state c1 | grep status
kill -KILL $(head -1 /sys/fs/cgroup/c1/cgroup.procs); await sh -c 'runc state c1 | grep -q stopped'; runc state c1 | sed 's/"created": ".*"/"created": T/'
r delete c1; r state c1
ls -A /run/runc
