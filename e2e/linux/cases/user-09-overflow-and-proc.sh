# title: /proc shows ids as the reader's user namespace has them
# group: user
# needs: root sys userns
sleep 300 & S=$!
await grep -q sleep /proc/$S/comm; asuser 1000 unshare -Ur sh -c "grep ^Uid /proc/$S/status; stat -c '%u %g' /proc/$S; ps -o uid= -p $S; ps -o user= -p $S"
asuser 1000 sh -c 'sleep 300 & echo $! > /tmp/q; wait' & await test -s /tmp/q; Q=$(cat /tmp/q); await grep -q sleep /proc/$Q/comm; asuser 1000 unshare -Ur sh -c "grep ^Uid /proc/$Q/status; ps -o user= -p $Q"; kill $Q
unshare -U sleep 300 & N=$!
awaitns $N user; grep ^Uid /proc/$N/status; stat -c %u /proc/$N; cat /proc/$N/uid_map | wc -l; nsenter -t $N -U id -u
cat /proc/sys/kernel/overflowuid; unshare -U sh -c 'id; echo $?'; unshare -U whoami
kill $S $N; wait
