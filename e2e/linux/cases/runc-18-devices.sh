# title: a container may make every device node and use a few
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~; s~"CAP_KILL"~"CAP_KILL","CAP_MKNOD","CAP_SYS_RAWIO"~g; s~"readonly": true~"readonly": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sh", "-c", "mknod /dev/n c 1 3; echo x > /dev/n; echo $?; mknod /dev/m c 1 1; cat /dev/m; mknod /dev/d b 254 0; head -c 1 /dev/d; ls /dev"'; r run c1
sed -i 's~"devices": \[{"allow": false,"access": "rwm"}\]~"devices": [{"allow": true}]~' config.json; grep -c '"allow": true' config.json; r run c1 2>&1 | head -2
sed 's~"linux": {~&"devices": [{"path":"/dev/x/y","type":"c","major":1,"minor":5,"fileMode":384,"uid":7,"gid":8}], ~; s~\["sh"\]~["sh", "-c", "stat -c \\"%A %u %g %t:%T\\" /dev/x/y; head -c 3 /dev/x/y | wc -c"]~' base > config.json; r run c1
