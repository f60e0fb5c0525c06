# title: user, groups, capabilities, limits and score of the process
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
p() { sed "s~\"user\": {[^}]*}~$1~" base > base2; sed "s~\[\"sh\"\]~[$2]~" base2 > config.json; }
p '"user": {"uid":1000,"gid":1001,"umask":63,"additionalGids":[5,6]}, "oomScoreAdj": 7' '"sh", "-c", "id; umask; cat /proc/self/oom_score_adj; grep Cap /proc/self/status; echo $HOME"'; r run c1
sed 's~"hard": 1024,"soft": 1024~"hard": 99,"soft": 77~; s~\["sh"\]~["sh", "-c", "ulimit -n; ulimit -Hn"]~' base > config.json; r run c1
sed 's~"ambient": \[[^]]*\]~"ambient": []~; s~"effective": \[[^]]*\]~"effective": ["CAP_KILL"]~; s~\["sh"\]~["grep", "Cap", "/proc/self/status"]~' base > config.json; r run c1
sed 's~"ambient": \[[^]]*\]~"ambient": []~; s~"uid": 0~"uid": 5~; s~\["sh"\]~["grep", "Cap", "/proc/self/status"]~' base > config.json; r run c1
sed 's~"noNewPrivileges": true~"noNewPrivileges": false~; s~"TERM=xterm"~"A=b","HOME=/tmp"~; s~\["sh"\]~["sh", "-c", "grep NoNew /proc/self/status; env"]~' base > config.json; r run c1
sed 's~"cwd": "/"~"cwd": "/new/dir"~; s~\["sh"\]~["pwd"]~; s~"readonly": true~"readonly": false~' base > config.json; r run c1
