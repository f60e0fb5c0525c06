# title: a zombie keeps its number until its parent waits; an init that does not wait collects them
# group: pid
# needs: root
unshare -p -f --mount-proc bash -c 'sleep 0 & exec sleep 300' & U=$!
await pgrep -x -f 'sleep 300'; S=$(pgrep -x -f 'sleep 300')
await sh -c "nsenter -t $S -p -m ps -eo stat= | grep -q Z"
nsenter -t $S -p -m ps -o pid,ppid,stat,args -p 1,2
grep -E '^(State|VmSize)' /proc/$(pgrep -P $S)/status
tr '\0' ' ' < /proc/$(pgrep -P $S)/cmdline; ls -l /proc/$(pgrep -P $S)/exe | grep -c ' -> '
nsenter -t $S -p kill -9 2; echo $?
nsenter -t $S -p -m ps -o stat= -p 2
kill -9 $S; wait $U
sh -c 'sleep 0 & exec sleep 301' & P=$!
await sh -c "ps -o stat= --ppid $P | grep -q Z"; ps -o stat=,comm= --ppid $P
kill $P; wait $P; ps -eo stat | grep -c Z
