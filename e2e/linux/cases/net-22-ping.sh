# title: ping: answers, silence, and who says that there is no way
# group: net
# needs: root ip sys
t() { sed -E 's/time=[0-9.]+/time=T/; s/time [0-9]+ms/time Tms/; s/= [0-9.]+\/[0-9.]+\/[0-9.]+\/[0-9.]+/= RTT/'; }
ping -c1 -W1 127.0.0.1; ping -c1 10.0.0.1
ip link set lo up; ping -c2 127.0.0.1 | t; ping -c1 localhost | t; ping -c 1 -q 127.0.0.1 | t; ping -n -c1 127.0.0.1 | t; ping -c1 -s 10 127.0.0.1|t
ping -c1 nosuch.invalid
ping -c1 10.0.0.1
ping
ip netns add a; ip link add v type veth peer name w netns a; ip addr add 10.0.0.1/24 dev v; ip link set v up; ip -n a addr add 10.0.0.2/24 dev w; ip -n a link set w up; ping -c1 -W1 10.0.0.2 | t
ping -c1 -W1 10.0.0.9 | t
ping -c2 -W5 10.0.0.9 | t
ping -c1 -W5 -q 10.0.0.9 | t
ip neigh | sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g'; cat /proc/net/arp | sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g'
ip -n a addr add 10.9.0.1/24 dev w; ip route add 10.9.0.0/24 via 10.0.0.2; ping -c1 -W1 10.9.0.1 | t; ping -c1 -W1 10.9.0.7 | t
ip -n a link set lo up; ip netns exec a sysctl -w net.ipv4.ip_forward=1; ping -c1 -W5 10.9.0.7 | t
ip route add 10.20.0.0/16 via 10.0.0.2; ping -c1 -W2 10.20.0.1 | t
ip -n a link set w down; ping -c1 -W1 10.0.0.2 | t; ip route; ip -br link | sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g'; sys connect 10.0.0.2 80
ip link set v down; ping -c1 -W1 10.0.0.2; sys connect 10.0.0.2 80; ping -c1 -W1 10.0.0.1 | t
ip route add blackhole 10.50.0.0/16; ip route add unreachable 10.51.0.0/16; ip route add prohibit 10.52.0.0/16; ping -c1 -W1 10.50.0.1; ping -c1 -W1 10.51.0.1; ping -c1 -W1 10.52.0.1; sys connect 10.50.0.1 1 -- connect 10.51.0.1 1 -- connect 10.52.0.1 1
ip link set v up; ip -n a link set w up; sleep 0.3; ping -c1 -W1 -I v 10.0.0.2 | t; ping -c1 -W1 -I 10.0.0.1 10.0.0.2 | t; ping -c1 -W1 -t 1 10.9.0.1 | t; ping -I nosuch -c1 10.0.0.2; ping -I 1.2.3.4 -c1 10.0.0.2
ping -c1 -W1 10.0.0.255; ping -c1 -W1 255.255.255.255
ping -c3 -i 0.2 10.0.0.2 | t
asuser 1000 ping -c1 127.0.0.1 | t
ping -c1 -w1 10.0.0.9 | t
ip link set lo down; ping -c1 -W1 10.0.0.1 | t; ping -c1 -W1 127.0.0.1 | t; sys connect 127.0.0.1 80; ip addr show lo
ip netns del a; ip netns
