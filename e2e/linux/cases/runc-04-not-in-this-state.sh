# title: what a container of another state refuses
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
r state c1; r start c1; r kill c1; r delete c1
r delete --force c1; echo $?
args '"sleep", "60"'; r create c1; r create c1
r start c1; r start c1; r delete c1
r run c1
r kill c1 KILL; await sh -c 'runc state c1 | grep -q stopped'; r kill c1 KILL
r start c1; r exec c1 true
r delete c1
