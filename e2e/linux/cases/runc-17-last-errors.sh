# title: what fails after everything is made, and what a forced deletion takes away
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //; s/nsexec-1\[[0-9]*\]/nsexec-1[N]/' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
echo text > rootfs/bin/text; chmod 755 rootfs/bin/text; args '"text"'; r run c1; echo $?; ls -A /run/runc
args '"true"'; sed -i 's~{"type": "uts"}~{"type": "uts", "path": "/nosuch"}~; s~"hostname": "runc",~~' config.json; r run c1 2>&1 | grep -v warning; ls -A /run/runc
cp base config.json; r create c1; r delete c1; ls -A /run/runc; ps -eo args | grep '^runc init'
sed 's~"terminal": false~"terminal": true~' base > config.json; r create c1; r run -d c1
args '"sh", "-c", "exit 3"'; r run --keep c1; echo $?; runc list -q; r delete c1
r nosuch; echo $?
