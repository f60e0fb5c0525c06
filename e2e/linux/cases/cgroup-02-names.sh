# title: only directories can be made and removed in a cgroup, nothing can be renamed
# group: cgroup
# needs: root sys cgroup2
cd /sys/fs/cgroup; sys mkdir t -- mkdir t -- mkdir t/a -- mkdir t/cgroup.procs -- creat t/x hi -- mknod t/p p -- symlink a t/l -- link t/cgroup.procs t/h
sys rename t u -- rename t/cgroup.procs t/x -- rename t/a t/b
sys rmdir t/cgroup.procs -- unlink t -- unlink t/cgroup.procs -- rmdir t -- rmdir nope -- truncate t/cgroup.procs 0
sys mkdir t/cgroup.foo -- rmdir t/cgroup.foo
sys chmod t 700 -- stat t mode -- chmod t/cgroup.procs 600 -- stat t/cgroup.procs mode -- chown t/cgroup.procs 5 6 -- stat t/cgroup.procs uid -- stat t/cgroup.type mode
rm -r t 2>&1 | wc -l | awk '{ print ($1 > 10) }'; rm -r t 2>&1 | grep -v Operation
mkdir -m 700 t/m; stat -c '%a %h %s' t/m; umask 077; mkdir t/n; stat -c '%a' t/n t/n/cgroup.procs; umask 022; stat -c '%h %F' t
find t -name 'cgroup.p*'; stat -f -c '%T %s %b %l' t
sys rmdir t/m -- rmdir t/n -- rmdir t/a -- rmdir t; cd /mnt
