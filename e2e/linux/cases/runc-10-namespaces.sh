# title: a container has the namespaces that its configuration lists, new or of others
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
n() { sed "s~\"namespaces\": \[[^]]*\]~\"namespaces\": [$1]~" base > base2; sed "s~\[\"sh\"\]~[$2]~" base2 > config.json; }
n '{"type":"mount"},{"type":"pid"}' '"sh", "-c", "hostname; ls /sys/class/net"'; sed -i 's~"hostname": "runc",~~' config.json; r run c1; hostname
n '{"type":"mount"}' '"true"'; r run c1
n '{"type":"mount"},{"type":"uts"}' '"sh", "-c", "hostname; cat /proc/1/comm"'; r run c1; hostname
unshare --net=/tmp/net true 2> /dev/null; touch /tmp/uts; unshare --uts=/tmp/uts hostname joined
n '{"type":"mount"},{"type":"pid"},{"type":"uts","path":"/tmp/uts"}' '"hostname"'; sed -i 's~"hostname": "runc",~~' config.json; r run c1
n '{"type":"pid"}' '"true"'; sed -i 's~"hostname": "runc",~~' config.json; r run c1 2>&1 | grep -v warning
n '{"type":"mount"},{"type":"mount"}' '"true"'; sed -i 's~"hostname": "runc",~~' config.json; r run c1
