# title: a profile of seccomp is installed before the program starts
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
s() { sed "s~\"linux\": {~&\"seccomp\": {$1}, ~" base > base2; sed "s~\[\"sh\"\]~[$2]~" base2 > config.json; }
s '"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO"}]' '"sh", "-c", "grep Seccomp /proc/self/status; mkdir /tmp/x"'; r run c1
s '"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["sethostname"],"action":"SCMP_ACT_ERRNO","errnoRet":38},{"names":["rmdir"],"action":"SCMP_ACT_KILL"}]' '"sh", "-c", "hostname x; rmdir /tmp; echo $?"'; r run c1
s '"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["kill"],"action":"SCMP_ACT_ERRNO","args":[{"index":1,"value":15,"op":"SCMP_CMP_EQ"}]}]' '"sys", "kill", "1", "0", "--", "kill", "1", "TERM"'; r run c1
s '"defaultAction":"SCMP_ACT_NOSUCH"' '"true"'; r run c1
s '"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["nosuchcall"],"action":"SCMP_ACT_ERRNO"}]' '"echo", "ignored"'; r run c1
