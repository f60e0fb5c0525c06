# title: named network namespaces, and where devices go
# group: net
# needs: root ip sys
m() { sed -E 's/([0-9a-f]{2}:){5}[0-9a-f]{2}/MAC/g; s/fe80::[0-9a-f:]+/FE80/g'; }
ip netns add red; ip netns list; ip netns; ls -l /run/netns | tail -n +2 | cut -c1-10,46-
ip netns add red
ip netns add blue; ip netns list; ip netns exec red ip -br link; ip -n red link; ip -netns blue addr
ip netns exec nosuch true
ip -n nosuch link
ip netns exec red false; echo $?; ip netns exec red nosuchcmd; echo $?
ip netns exec red sh -c 'exit 7'
ip netns identify; ip netns exec red ip netns identify; ip netns pids red
ip link add v0 type veth peer name v1; ip link set v1 netns red; ip link|m; ip -n red link|m; ip netns list; ip netns list-id
ip link set v0 netns blue; ip -n blue link | m; ip -n red link | m; ip netns list
ip -n red link set v1 up; ip -n blue link set v0 up; ip -n red addr add 10.3.0.1/24 dev v1; ip -n blue addr add 10.3.0.2/24 dev v0; ip -n red addr | m; ip netns exec red ping -c1 -W1 10.3.0.2 | grep -c ttl
ip netns exec red ip neigh | m; ip netns exec red cat /proc/net/arp | m
ip netns exec red ip link set v1 netns blue; ip -n blue link | m; ip -n blue addr show v1 | m
ip -n blue link set v1 netns red; ip link add v1 type dummy; ip -n red link set v1 netns $$; ip -n red link | m
ip -n red link set v1 name v9; ip -n red link set v9 netns $$; ip link | m; ip addr show v9 | m
ip netns del blue; sleep 0.5; ip -br link | m
ip netns del blue
ip netns delete red; ip netns; ls /run/netns
unshare -n sleep 100 & P=$!
awaitns $P net; ip link add p0 type veth peer name q0 netns $P; ip link show p0 | m; nsenter -t $P -n ip link | m
kill $P; wait $P; sleep 0.5; ip -br link | m
ip netns add a; ip netns exec a sleep 50 & Q=$!
sleep 0.3; ip netns pids a | grep -c .; ip netns del a; ip link add p0 type veth peer name q0; ip link set q0 netns $Q; ip -br link | m; kill $Q; wait $Q; sleep 0.4; ip -br link | m
ip netns add c; ip -n c link add d5 type dummy; ip -n c -br link | m; ip netns del c; ip -all netns exec true; ip netns exec
ip netns add 'x/y'; ip netns attach zz $$; ip netns; ip netns del zz
ip netns exec red
ip netns exec; ip netns add; ip netns del
