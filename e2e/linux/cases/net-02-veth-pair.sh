# title: a veth pair joins two namespaces; what is sent into one end comes out of the other
# group: net
# needs: root sys
unshare -n sleep 300 & A=$!
awaitns $A net; ip link add h0 type veth peer name c0; ip link set c0 netns $A
ip -o link show c0; nsenter -t $A -n ip -o link show c0 | cut -d: -f2
ip addr add 10.9.0.1/24 dev h0; ip link set h0 up; ip link set lo up; nsenter -t $A -n sh -c 'ip link set c0 name eth0; ip addr add 10.9.0.2/24 dev eth0; ip link set eth0 up; ip link set lo up'
nsenter -t $A -n ping -c 1 -W 1 10.9.0.1 | grep -c 'bytes from'; ping -c 1 -W 1 10.9.0.2 | grep -c ttl=64; ping -c 1 -W 1 10.9.0.3 | grep transmitted | cut -d, -f1-3
nsenter -t $A -n sys listen 80 inside & L=$!
sys awaitport 10.9.0.2 80 -- connect 10.9.0.2 80 -- connect 10.9.0.2 81 -- connect 10.8.0.1 80; nsenter -t $A -n sys connect 127.0.0.1 80 -- connect 10.9.0.2 80
ip neigh show dev h0 | cut -d' ' -f1,2; ip link set h0 down; sys connect 10.9.0.2 80; ip link set h0 up; sys connect 10.9.0.2 80
ip route; nsenter -t $A -n ip route; ip addr del 10.9.0.1/24 dev h0; ip route | wc -l; sys connect 10.9.0.2 80
kill $L $A; wait; ip -o link show h0 2> /dev/null | wc -l
