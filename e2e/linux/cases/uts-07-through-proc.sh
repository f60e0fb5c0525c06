# title: /proc/sys/kernel/hostname reads and writes the name of the reader's namespace
# group: uts
# needs: root
cat /proc/sys/kernel/hostname
unshare -u sh -c 'echo viaproc > /proc/sys/kernel/hostname; hostname; cat /proc/sys/kernel/hostname'
cat /proc/sys/kernel/hostname
unshare -u sh -c 'sysctl kernel.hostname; sysctl -w kernel.hostname=viasysctl; uname -n'
sysctl -n kernel.hostname
asuser 1000 sh -c 'echo x > /proc/sys/kernel/hostname'
asuser 1000 hostname x
asuser 1000 sysctl -w kernel.hostname=x
stat -c %A /proc/sys/kernel/hostname
unshare -u sh -c 'printf "no newline" > /proc/sys/kernel/hostname; hostname'
asuser 1000 cat /proc/sys/kernel/hostname
