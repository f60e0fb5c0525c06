# title: one process, two numbers: NSpid in /proc lists them from the outside in
# group: pid
# needs: root
unshare -p -f sleep 300 & U=$!
await pgrep -P $U
S=$(pgrep -P $U)
awk '/^NSpid:/ { print NF - 1, $NF }' /proc/$S/status
awk '/^NStgid:/ { print NF - 1, $NF }' /proc/$S/status
[ $(awk '/^NSpid:/ { print $2 }' /proc/$S/status) = $S ] && echo the first is the outer
awk '/^Pid:/ { print $2 == '$S' }' /proc/$S/status
awk '/^NSpid:/ { print NF - 1 }' /proc/self/status
nsenter -t $S -p sh -c 'echo $$ $PPID'
nsenter -t $S -p -m --mount sh -c 'true'; echo $?
kill -9 $S; wait $U
