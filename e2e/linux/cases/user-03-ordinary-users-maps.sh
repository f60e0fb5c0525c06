# title: an ordinary user may map only the own number, and the group only without setgroups
# group: user
# needs: root sys userns
chmod 777 .; asuser 1000 sh -c 'unshare -U sleep 300 & echo $! > p; wait' &
await test -s p; P=$(cat p); awaitns $P user
W() { asuser $1 sys open /proc/$P/$2 wronly -- write "$3"; }
W 1000 uid_map '0 0 1'; W 1000 uid_map '0 1000 2'; W 1001 uid_map '0 1001 1'; W 1000 gid_map '0 1000 1'; W 1000 setgroups deny; W 1000 gid_map '0 0 1'; W 1000 gid_map '0 1000 1'; W 1000 uid_map '7 1000 1'; W 1000 uid_map '0 1000 1'
cat /proc/$P/uid_map /proc/$P/gid_map /proc/$P/setgroups
asuser 1000 nsenter -t $P -U --preserve-credentials id -u; asuser 1000 nsenter -t $P -U --preserve-credentials sys setgroups
kill $P; wait
