# title: what a container of the default configuration sees
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
args '"sh", "-c", "id; hostname; pwd; env | sort; cat /proc/self/cgroup; cat /proc/self/uid_map; ps"'; r run c1
args '"mount"'; r run c1 | sed 's/,nsdelegate,memory_recursiveprot//; s/,inode64//; s/size=[0-9]*k,nr_inodes=[0-9]*/size/'
args '"sh", "-c", "ls -1 /dev; readlink /dev/ptmx /dev/fd /dev/stdin /dev/stdout /dev/stderr; stat -c \\"%A %t:%T %n\\" /dev/null /dev/zero /dev/tty /dev/random"'; r run c1
args '"sh", "-c", "touch /x; mkdir /sys/fs/cgroup/x; echo 1 > /proc/sys/kernel/panic; hostname new; mount -t tmpfs t /tmp; mknod /dev/n c 1 3; kill -9 1; echo alive; exit 42"'; r run c1
ls -A /run/runc; ls -d /sys/fs/cgroup/c1; ls rootfs/dev
