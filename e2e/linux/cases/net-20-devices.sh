# title: devices: names, flags, states, masters; what ip says of them and refuses
# group: net
# needs: root ip bridge
m() { sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g; s/fe80::[0-9a-f:]+/FE80/g'; }
ip link | m
ip addr
ip link set lo up; ip addr; ip -o addr; ip -br addr; ip -br link; ip -4 addr; ip -6 addr
ip link add v0 type veth peer name v1; ip link | m; ip -br link | m; ip -o link|m
ip link add br0 type bridge; ip link add d0 type dummy; ip link add veth type veth; ip link | m
ip addr add 10.0.0.1/24 dev v0; ip addr show v0 | m; ip -o -4 addr show
ip link set v0 up; ip addr show v0 | m; ip route; ip route show table local
sleep 0.3; ip addr show v0 | m; ip route
ip link set v1 up; sleep 0.3; ip addr show v0 | m; ip addr show v1 | m; ip -br addr | m; ip route
sleep 2.5; ip addr show v0|m
ip link set br0 up; ip link show br0 | m; sleep 0.3; ip link show br0 | m; ip -br addr show br0 | m
ip link set v1 master br0; sleep 0.2; ip link show v1 | m; ip link show br0 | m; ip -br link show master br0 | m; bridge link | m
ip link set d0 up; ip addr show d0 | m
ip link set v0 mtu 1400; ip link set v0 name w0; ip link show w0 | m; ip link set v0 down; ip link set w0 down; ip link set w0 name v0
ip link show w0
ip route; ip addr show v0 | m
ip link set v1 nomaster; ip link show v1 | m
ip link del v0; ip -br link | m
ip link show type bridge | m; ip link show type dummy | m; ip link show up | m; ip link show dev lo
ip link add d0 type dummy
ip link add link type nosuch
ip link add x1 type nosuch
ip link set nosuch up
ip link del nosuch
ip link del lo
ip link set lo netns 1
ip addr add 10.0.0.300/24 dev lo
ip addr add 10.0.0.3 dev nosuch
ip addr add 10.9.0.3/24 dev d0; ip addr add 10.9.0.3/24 dev d0
ip addr del 10.9.0.4/24 dev d0
ip addr add 10.9.0.4/24 dev d0; ip -4 addr show d0; ip route; ip addr del 10.9.0.3/24 dev d0; ip -4 addr show d0; ip route
ip addr add 10.9.1.1/24 broadcast + dev d0 label d0:1; ip addr add 192.168.7.7 dev d0; ip -4 addr show d0; ip addr flush dev d0; ip addr show d0 | m
ip link set d0 netns nosuch
ip link set d0 netns 99999
ip link set d0 master lo
ip link set d0 master nosuch
ip link frobnicate
ip frobnicate
ip addr add
ip link set
ip link add
ip link show nosuch
ip addr show nosuch
ip link add name averyveryverylongname type dummy
ip link add 'a/b' type dummy
ip link help 2>&1 | head -3
ip -V
ip link set d0 address 02:00:00:00:00:01; ip link show d0
ip link set dev d0 up; ip link set d0 down; ip -br link show d0
ip link add vA type veth peer name vA
ip link add vA type veth peer name d0
