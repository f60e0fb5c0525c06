# title: files of the system: version, sys, filesystems, meminfo, uptime, loadavg
# group: proc
# needs: root
cut -d' ' -f1,2 /proc/version
uname -s
grep -cw tmpfs /proc/filesystems
grep -w proc /proc/filesystems | tr '\t' ' '
grep -E '^(MemTotal|MemFree):' /proc/meminfo | sed 's/[0-9][0-9]*/N/'
wc -w < /proc/uptime
wc -w < /proc/loadavg
grep -c '^processor' /proc/cpuinfo | grep -c '^[1-9]'
cat /proc/sys/kernel/ostype
grep -c . /proc/sys/kernel/osrelease
cat /proc/sys/kernel/cap_last_cap
[ "$(cat /proc/sys/kernel/osrelease)" = "$(uname -r)" ] && echo release agrees
ls -ld --time-style=+ /proc | cut -c1-10
ls -l --time-style=+ /proc/version
stat -c '%s %a %F' /proc/version /proc/self /proc/self/status
cat /proc/nosuch
ls /proc/999999
echo x > /proc/version
rm /proc/version
mkdir /proc/x
touch /proc/self/x
readlink /proc/mounts
readlink /proc/net
cmp /proc/mounts /proc/self/mounts && echo same
ls /proc/self/ns | tr '\n' ' '
ls -d /proc/sys/kernel /proc/sys/net
cat /proc/sys/fs/pipe-max-size
cat /proc/sys/kernel/pid_max | grep -c .
