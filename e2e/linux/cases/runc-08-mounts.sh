# title: bind mounts, tmpfs, options and propagation
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
mkdir data; echo one > data/f; mount -t tmpfs sub data; echo two > data/g; mkdir data/d
m() { sed "s~\"mounts\": \[~&$1, ~" base > base2; sed "s~\[\"sh\"\]~[$2]~" base2 > config.json; }
m '{"destination":"/data","type":"bind","source":"/mnt/b/data","options":["bind","ro"]}' '"sh", "-c", "cat /data/g; touch /data/h; grep data /proc/self/mountinfo | cut -d\\" \\" -f5-6"'; r run c1
m '{"destination":"/new/dir","type":"bind","source":"data","options":["rbind","rw","nosuid"]}' '"sh", "-c", "touch /new/dir/h; ls /new/dir; grep new /proc/self/mountinfo | cut -d\\" \\" -f5-6"'; r run c1; ls data rootfs/new
m '{"destination":"/etc/os-release","type":"bind","source":"data/g","options":["bind"]}' '"cat", "/etc/os-release"'; r run c1
m '{"destination":"/t","type":"tmpfs","source":"tt","options":["size=64k","noexec","mode=700"]}' '"sh", "-c", "stat -c %a /t; grep /t /proc/self/mountinfo | cut -d\\" \\" -f6-"'; r run c1 | sed 's/,inode64//'
m '{"destination":"/x","type":"bind","source":"/nosuch","options":["bind"]}' '"true"'; r run c1 2>&1 | grep -v warning
m '{"destination":"/x","type":"nosuchfs","source":"x"}' '"true"'; r run c1 2>&1 | grep -v warning | sed 's,fd/[0-9]*,fd/N,'
m '{"destination":"/data","type":"bind","source":"/mnt/b/data","options":["bind","rslave"]}' '"sh", "-c", "grep -E \\"/data| / \\" /proc/self/mountinfo | cut -d\\" \\" -f5-7"'; r run c1
