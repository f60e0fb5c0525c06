# title: a namespace reaches further through a router that forwards and masquerades
# group: net
# needs: root sys iptables
unshare -n sleep 300 & IN=$!
unshare -n sleep 300 & OUT=$!
awaitns $IN net; awaitns $OUT net; ip link add a0 type veth peer name eth0 netns $IN; ip link add b0 type veth peer name eth0 netns $OUT; ip link set lo up
ip addr add 172.18.0.1/16 dev a0; ip link set a0 up; ip addr add 192.0.2.1/24 dev b0; ip link set b0 up
nsenter -t $IN -n sh -c 'ip addr add 172.18.0.2/16 dev eth0; ip link set eth0 up; ip link set lo up'; nsenter -t $OUT -n sh -c 'ip addr add 192.0.2.9/24 dev eth0; ip link set eth0 up'
nsenter -t $OUT -n sys listen 80 far & L=$!
sys awaitport 192.0.2.9 80; nsenter -t $IN -n sys connect 192.0.2.9 80; nsenter -t $IN -n ip route add default via 172.18.0.1; nsenter -t $IN -n sys connect 192.0.2.9 80
echo 1 > /proc/sys/net/ipv4/ip_forward; nsenter -t $IN -n sys connect 192.0.2.9 80
iptables -t nat -A POSTROUTING -s 172.18.0.0/16 ! -o a0 -j MASQUERADE; nsenter -t $IN -n sys connect 192.0.2.9 80
iptables -P FORWARD DROP; nsenter -t $IN -n sys connect 192.0.2.9 80
iptables -A FORWARD -i a0 -j ACCEPT; iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; nsenter -t $IN -n sys connect 192.0.2.9 80; nsenter -t $OUT -n sys connect 172.18.0.2 80
iptables -t nat -S; iptables -S FORWARD; iptables -A INPUT -p tcp --dport 99 -j REJECT; nsenter -t $IN -n sys connect 172.18.0.1 99; iptables -R INPUT 1 -p tcp --dport 99 -j REJECT --reject-with tcp-reset; nsenter -t $IN -n sys connect 172.18.0.1 99; iptables -D INPUT 1; iptables -t nat -F; iptables -t nat -S | wc -l
kill $IN $OUT $L; wait
