# title: what a router, and a filter on the way, tell who sends
# group: net
# needs: root ip sys iptables ping
t() { sed -E 's/time=[0-9.]+/time=T/; s/time [0-9]+ms/time Tms/; s/= [0-9.]+\/[0-9.]+\/[0-9.]+\/[0-9.]+/= RTT/'; }
unshare -n sleep 1000 & A=$!
unshare -n sleep 1000 & B=$!
awaitns $A net; awaitns $B net; ip link add va type veth peer name eth0 netns $A; ip link add vb type veth peer name eth0 netns $B; ip addr add 10.1.0.1/24 dev va; ip addr add 10.2.0.1/24 dev vb; ip link set va up; ip link set vb up; ip link set lo up; nsenter -t $A -n sh -c 'ip addr add 10.1.0.2/24 dev eth0; ip link set eth0 up; ip link set lo up; ip route add default via 10.1.0.1'; nsenter -t $B -n sh -c 'ip addr add 10.2.0.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.2.0.1'; echo 1 > /proc/sys/net/ipv4/ip_forward
nsenter -t $A -n sys connect 10.77.0.1 80 -- connect 10.2.0.2 81 -- connect 10.2.0.9 80
nsenter -t $A -n ping -c1 -W4 10.2.0.9 | t; nsenter -t $A -n ping -c1 -W1 -t 1 10.2.0.2 | t; nsenter -t $A -n ping -c1 -W1 10.2.0.2 | t
iptables -A FORWARD -i va -j REJECT; nsenter -t $A -n sys connect 10.2.0.2 80; nsenter -t $A -n ping -c1 -W1 10.2.0.2 | t; iptables -F
iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset; nsenter -t $A -n sys connect 10.2.0.2 80; iptables -F
iptables -A FORWARD -p tcp -j DROP; nsenter -t $A -n sys connect 10.2.0.2 80; iptables -F
nsenter -t $B -n sys listen 80 b & nsenter -t $A -n sys awaitport 10.2.0.2 80
nsenter -t $A -n iptables -t nat -A OUTPUT -p tcp --dport 99 -j DNAT --to-destination 10.2.0.2:80; nsenter -t $A -n sys connect 10.1.0.1 99 -- connect 1.1.1.1 99
iptables -t nat -A POSTROUTING -o vb -j MASQUERADE; nsenter -t $A -n sys connect 10.2.0.2 80; nsenter -t $A -n ping -c1 -W5 10.2.0.9 | t
nsenter -t $B -n ip route del default; nsenter -t $A -n sys connect 10.2.0.2 80; iptables -t nat -F; nsenter -t $A -n sys connect 10.2.0.2 80
iptables -P FORWARD DROP; iptables -A FORWARD -i va ! -o va -j ACCEPT; iptables -A FORWARD -o va -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -t nat -A POSTROUTING -s 10.1.0.0/24 ! -o va -j MASQUERADE; nsenter -t $A -n sys connect 10.2.0.2 80; nsenter -t $B -n ping -c1 -W1 10.1.0.2 2>&1 | t
kill %1 %2 %3; wait; sleep 0.5; ip -br link | cut -c1-20
