# title: kill sends to the first process, which ignores what it does not handle
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sh", "-c", "trap \\"echo got it; exit 3\\" TERM; echo ready; while :; do sleep 1; done"'; r run c1 > out & p=$!
await grep ready out; r kill c1; wait $p; echo $?; cat out
args '"sleep", "60"'; r run -d --pid-file pid c1; test $(cat pid) = $(cat /sys/fs/cgroup/c1/cgroup.procs) && echo the same pid
r kill c1 TERM; r kill c1 SIGINT; r kill c1 15; runc state c1 | grep status; r kill c1 NOSUCH
r pause c1; cat /sys/fs/cgroup/c1/cgroup.freeze; runc state c1 | grep status; r exec c1 true; r resume c1; r resume c1
r delete -f c1; ls -A /run/runc
