# title: root of a container may be an ordinary user outside
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
u() { sed "s~{\"type\": \"pid\"}~{\"type\": \"user\"}, &~; s~\"linux\": {~&\"uidMappings\": [{\"containerID\":0,\"hostID\":100000,\"size\":65536}], \"gidMappings\": [{\"containerID\":0,\"hostID\":100000,\"size\":65536}], ~" base > base2; sed "s~\[\"sh\"\]~[$1]~" base2 > config.json; }
chmod 755 /mnt /mnt/b; chown -R 100000:100000 rootfs
u '"sh", "-c", "id -u; cat /proc/self/uid_map; grep CapEff /proc/self/status; stat -c %u:%g /bin/busybox /proc /dev/null"'; r run c1
u '"sleep", "60"'; r run -d c1; p=$(head -1 /sys/fs/cgroup/c1/cgroup.procs); ps -o uid=,args= -p $p; cat /proc/$p/uid_map; grep -E 'Cap(Eff|Bnd)' /proc/$p/status
r exec c1 id -u; r delete -f c1
