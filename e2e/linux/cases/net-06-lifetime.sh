# title: an interface goes with its namespace; a veth pair goes together; a name can keep a namespace
# group: net
# needs: root sys
ip link add p0 type veth peer name p1; ip -o link | cut -d: -f2 | cut -d@ -f1; ip link del p1; ip -o link | wc -l
unshare -n sleep 300 & A=$!
awaitns $A net; ip link add q0 type veth peer name q1 netns $A; ip link add dd type dummy; ip link set dd netns $A; nsenter -t $A -n ip -o link | cut -d: -f2 | cut -d@ -f1
mkdir n; touch n/net; mount --bind /proc/$A/ns/net n/net; kill $A; wait $A; ip -o link show q0 | wc -l; nsenter --net=n/net ip -o link | wc -l
umount n/net; await sh -c '! ip link show q0 2> /dev/null'; ip -o link | wc -l
ip netns add blue; ip netns list; ip netns exec blue ip -o link | cut -d: -f2; ip link add r0 type veth peer name r1 netns blue; ip -n blue -o link | wc -l; ip netns del blue; ip netns list | wc -l; ip netns exec blue true; ip netns del blue; ip netns add blue; ip netns add blue; ip netns del blue
ip link set lo netns $$ 2>&1 | cut -d: -f1; ip link add lo type dummy; ip link add toolongforaninterface type dummy; ip link del lo; ip link set nope up; ip link add x type veth peer name x
