# title: from an outer namespace KILL and STOP reach pid 1, TERM without a handler does not
# group: pid
# needs: root
unshare -p -f sleep 300 & U=$!
await pgrep -P $U
S=$(pgrep -P $U)
kill -TERM $S; kill -INT $S; kill -HUP $S
sleep 0.1; cat /proc/$S/comm
kill -STOP $S; await grep -q '^State:.T' /proc/$S/status; grep State /proc/$S/status
kill -CONT $S; await grep -q '^State:.S' /proc/$S/status; grep State /proc/$S/status
kill -KILL $S
wait $U
cat /proc/$S/comm
unshare -p -f bash -c 'trap "exit 5" TERM; touch ready; sleep 300 & wait' & U=$!
await test -e ready; kill -TERM $(pgrep -P $U); wait $U
