# title: cgroupsPath says where in the hierarchy the container is
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
c() { sed "s~\"linux\": {~&\"cgroupsPath\": \"$1\", ~" base > base2; sed "s~\[\"sh\"\]~[$2]~" base2 > config.json; }
c /x/y '"sleep", "60"'; r run -d c1; ls -d /sys/fs/cgroup/x/y; wc -l < /sys/fs/cgroup/x/y/cgroup.procs
r exec c1 cat /proc/self/cgroup
r delete -f c1; ls -d /sys/fs/cgroup/x /sys/fs/cgroup/x/y
c rel '"cat", "/proc/self/cgroup"'; r run c1; ls -d /sys/fs/cgroup/rel
