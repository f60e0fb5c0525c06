# title: when pid 1 ends, the kernel kills all others of its namespace
# group: pid
# needs: root
unshare -p -f bash -c 'sleep 311 & sleep 312 & echo init ends'
await sh -c '! pgrep -x sleep'; pgrep -x sleep
unshare -p -f bash -c '(trap "" TERM HUP INT; touch ready; sleep 313) & until [ -e ready ]; do sleep 0.01; done; exit 4'
await sh -c '! pgrep -x sleep'; pgrep -x sleep
unshare -p -f bash -c '(trap "echo cleanup" EXIT TERM; touch ready2; sleep 314; :) & until [ -e ready2 ]; do sleep 0.01; done; echo end'
unshare -p -f sleep 315 & U=$!
await pgrep -P $U; S=$(pgrep -P $U)
nsenter -t $S -p sleep 316 & N=$!
await pgrep -x -f 'sleep 316'
kill -9 $S
wait $N
wait $U
