# title: user namespaces nest: the parent's map counts, the creator has power over the child
# group: user
# needs: root sys userns
unshare -Ur unshare -Ur unshare -Ur sh -c 'cat /proc/self/uid_map; id -u'
asuser 1000 unshare -Ur unshare -U --map-user=5 sh -c 'cat /proc/self/uid_map; id -u; sys setuid 0'
asuser 1000 unshare -Ur sh -c 'unshare -U sleep 300 & awaitns $! user; echo "0 0 1" > /proc/$!/uid_map; cat /proc/$!/uid_map; nsenter -t $! -U -S 0 -G 0 id -u; echo "0 0 1" > /proc/$!/gid_map; nsenter -t $! -U -S 0 id -u; kill $!'
unshare -Ur sh -c 'sleep 300 & echo $! > p; wait' & await test -s p; nsenter -t $(cat p) -U -S 0 -G 0 unshare -Ur cat /proc/self/uid_map; asuser 1000 nsenter -t $(cat p) -U id -u; kill $(cat p); wait
sys unshare user -- unshare user -- unshare user -- getuid
lsns -t user -n | wc -l; unshare -U lsns -t user -n | wc -l
readlink /proc/self/ns/user | cut -c1-5; unshare -Ur sys setns /proc/1/ns/user user
