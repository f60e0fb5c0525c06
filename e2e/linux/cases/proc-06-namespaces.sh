# title: /proc/PID/ns: one link for each namespace
# group: proc
# needs: root
ls /proc/self/ns
for n in mnt pid net uts ipc user; do readlink /proc/self/ns/$n | sed 's/[0-9][0-9]*/N/'; done
for n in mnt pid net uts ipc user; do [ $(readlink /proc/self/ns/$n) = $(readlink /proc/$$/ns/$n) ] && echo $n; done
unshare -m -u -i -n readlink /proc/self/ns/uts /proc/self/ns/ipc /proc/self/ns/net /proc/self/ns/mnt
[ "$(stat -L -c %i /proc/self/ns/uts)" = "$(readlink /proc/self/ns/uts | tr -dc 0-9)" ] && echo the number is an inode
stat -L -f -c %T /proc/self/ns/uts
stat -L -c %F /proc/self/ns/uts
cat /proc/self/ns/uts
asuser 1000 readlink /proc/1/ns/uts
asuser 1000 readlink /proc/self/ns/uts | grep -c uts
[ /proc/self/ns/uts -ef /proc/1/ns/uts ] && echo same as 1
unshare -u sh -c '[ /proc/self/ns/uts -ef /proc/1/ns/uts ] || echo own'
readlink /proc/self/ns/nosuch
rm /proc/self/ns/uts
unshare -p sh -c 'readlink /proc/self/ns/pid_for_children' | sed 's/[0-9]//g'
lsns -n -o TYPE -p $$ | sort
