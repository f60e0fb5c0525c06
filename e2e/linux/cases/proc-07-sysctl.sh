# title: /proc/sys and sysctl: the same switches
# group: proc
# needs: root
sysctl kernel.ostype
sysctl -n kernel.ostype
cat /proc/sys/kernel/ostype
sysctl net.ipv4.ip_forward
unshare -n sh -c 'sysctl -w net.ipv4.ip_forward=1; cat /proc/sys/net/ipv4/ip_forward'
cat /proc/sys/net/ipv4/ip_forward
sysctl nosuch.key
sysctl -w kernel.ostype=x
echo x > /proc/sys/kernel/ostype
unshare -u sh -c 'sysctl -q -w kernel.hostname=q; hostname; sysctl kernel/hostname'
asuser 1000 sysctl -n kernel.ostype
asuser 1000 sysctl -w net.ipv4.ip_forward=1
stat -c '%a %U' /proc/sys/kernel/hostname /proc/sys/kernel/ostype
ls -d /proc/sys/net/ipv4
sysctl -a 2> /dev/null | grep -c '^kernel.hostname = host$'
