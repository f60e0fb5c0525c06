# title: masked paths are covered, readonly paths cannot be written
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sh", "-c", "cat /proc/kcore | wc -c; ls /proc/acpi /sys/firmware; echo b > /proc/sysrq-trigger; grep -E \\" /(proc|sys)/\\" /proc/self/mountinfo | cut -d\\" \\" -f4-6"'; r run c1
sed 's~"maskedPaths": \[[^]]*\]~"maskedPaths": ["/etc/passwd", "/tmp", "/nosuch"]~; s~"readonlyPaths": \[[^]]*\]~"readonlyPaths": ["/etc"]~' base > base2
sed 's~\["sh"\]~["sh", "-c", "wc -c /etc/passwd; ls -A /tmp; touch /tmp/x; touch /etc/x; touch /x"]~; s~"readonly": true~"readonly": false~' base2 > config.json; echo secret > rootfs/tmp/s; r run c1; ls rootfs
