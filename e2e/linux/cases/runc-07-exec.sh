# title: exec joins the container's namespaces and cgroup
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sleep", "60"'; r run -d c1; echo $?
r exec c1 sh -c 'hostname; pwd; cat /proc/self/cgroup; tr "\0" " " < /proc/1/cmdline; echo; grep -E "Cap(Eff|Bnd)|NoNew" /proc/self/status; exit 7'
r exec c1 nosuch; echo $?
r exec -e A=b --cwd /tmp --user 1000:1001 c1 sh -c 'echo $A $HOME; pwd; id; grep Cap /proc/self/status'
r exec --cap CAP_SYS_ADMIN c1 grep Cap /proc/self/status
r exec c1
r exec -d --pid-file p c1 sleep 60; runc ps -f json c1 | tr , '\n' | wc -l; r ps c1 -o args
r delete -f c1; ls -A /run/runc
