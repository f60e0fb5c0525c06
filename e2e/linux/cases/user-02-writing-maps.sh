# title: the rules of uid_map and gid_map: once, complete lines, no overlap, not more than one has
# group: user
# needs: root sys userns
unshare -U sleep 300 & C=$!
awaitns $C user
M() { sys open /proc/$C/$1 wronly -- write "$2"; }
M uid_map '0 0'; M uid_map 'x y z'; M uid_map '0 0 0'; M uid_map $'0 100 10\n5 200 10'; M uid_map $'0 100 10\n20 105 10'; M uid_map '0 4294967295 1'; M uid_map $'0 100 10\n10 200 10'; M uid_map '0 1000 1'
cat /proc/$C/uid_map
M setgroups maybe; M setgroups allow; cat /proc/$C/setgroups; M setgroups deny; M gid_map '0 100 10'; M setgroups allow
cat /proc/$C/gid_map; cat /proc/$C/setgroups
kill $C
unshare -U sleep 300 & D=$!
awaitns $D user
asuser 1000 sys open /proc/$D/uid_map wronly; sys open /proc/$D/gid_map wronly -- write '0 0 1'; sys open /proc/$D/setgroups wronly -- write deny; cat /proc/$D/setgroups
kill $D
