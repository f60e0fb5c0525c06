# title: routes: connected, by a gateway, refused ones, neighbours, the forwarding switch
# group: net
# needs: root ip
m() { sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g; s/fe80::[0-9a-f:]+/FE80/g'; }
ip link set lo up; ip link add d0 type dummy; ip addr add 10.0.0.1/24 dev d0; ip link set d0 up; ip route; ip route show table local; ip route show table all | m
ip route add default via 10.0.0.254; ip route add 10.5.0.0/16 via 10.0.0.5; ip route add 10.6.0.0/16 dev d0; ip route add 10.7.0.1 dev d0; ip route add 10.8.0.0/16 dev d0 scope link src 10.0.0.1 metric 5; ip route
ip route get 10.0.0.1; ip route get 10.0.0.9; ip route get 8.8.8.8; ip route get 127.0.0.1; ip route get 10.5.1.1; ip route get 10.0.0.255
ip route add default via 10.0.0.253
ip route add 10.99.0.0/16 via 10.77.0.1
ip route add 10.99.0.0/16 via 10.0.0.1
ip route del 10.99.0.0/16
ip route add 10.99.0.1/16 dev d0
ip route add 10.99.0.0/16 dev nosuch
ip route add 10.99.0.0/16
ip route replace default via 10.0.0.253; ip route; ip route del default; ip route
ip route add blackhole 10.50.0.0/16; ip route add unreachable 10.51.0.0/16; ip route add prohibit 10.52.0.0/16; ip route; ip route get 10.50.0.1; ip route get 10.51.0.1; ip route get 10.52.0.1
ip route get 9.9.9.9
cat /proc/net/route
ip route flush dev d0; ip route
ip link set d0 down; ip route; ip link set d0 up; ip route
ip route show dev d0; ip route show 10.0.0.0/24; ip route show default; ip -4 route list; ip r; ip -6 route | m; ip rule
ip route add 1.2.3.4 via 10.0.0.9 dev d0 onlink; ip route
ip route add default dev d0; ip route
ip link add d1 type dummy; ip route add 10.60.0.0/16 dev d1; ip addr add 10.61.0.1/24 dev d1; ip route add 10.62.0.0/16 via 10.61.0.2; ip route
cat /proc/sys/net/ipv4/ip_forward; sysctl net.ipv4.ip_forward; sysctl -w net.ipv4.ip_forward=1; cat /proc/sys/net/ipv4/ip_forward; unshare -n cat /proc/sys/net/ipv4/ip_forward; unshare -n sysctl -n net.ipv4.ip_forward
ip neigh; ip neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev d0; ip neigh; cat /proc/net/arp; ip neigh del 10.0.0.7 dev d0; ip neigh
ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 nud reachable dev d0; ip neigh; ip neigh flush dev d0; ip neigh
ip neigh del 10.0.0.9 dev d0
