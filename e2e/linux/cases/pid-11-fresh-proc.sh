# title: a new pid namespace keeps the old /proc until somebody mounts a new one
# group: pid
# needs: root
unshare -p -f sh -c '[ -d /proc/self ] || echo no self'
unshare -p -f sh -c 'readlink /proc/self | grep -c .'
[ "$(unshare -p -f cat /proc/1/comm)" = "$(cat /proc/1/comm)" ] && echo the outer 1
unshare -p -f -m sh -c 'mount -t proc proc /proc; ps -o pid,comm; ls -d /proc/[0-9]*; echo $$'
unshare -p -f --mount-proc sh -c 'set -- /proc/[0-9]*; echo $# $1'
unshare -p -f --mount-proc=/mnt/nosuch true
mkdir p
unshare -p -f --mount-proc=/mnt/p sh -c 'ls -d p/[0-9]*; cat p/1/comm'
ls p
ps -o comm= -p $$
unshare -p -f sh -c 'mount -t proc proc /mnt/p'; ls -d p/[0-9]*; cat p/version | cut -d" " -f1
umount p
