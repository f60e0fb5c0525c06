# title: what cannot be started leaves nothing behind
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
w() { r "$@" 2>&1 | grep -v 'level=warning'; }
args '"nosuch"'; w run c1; w create c1; ls -A /run/runc; ls -d /sys/fs/cgroup/c1
args '"/etc/passwd"'; w run c1
args '"/nosuch/x"'; w run c1
r run c1 > /dev/null < /dev/null 2>&1; echo $?
sed 's~"cwd": "/"~"cwd": "etc"~' base > config.json; w run c1
sed 's~"path": "rootfs"~"path": "nosuch"~' base > config.json; w run c1
ps -eo args | grep '^runc'
