# title: unshare --kill-child ends the inner processes when unshare itself is killed
# group: pid
# needs: root
unshare -p -f --kill-child sleep 320 & U=$!
await pgrep -x -f 'sleep 320'
kill -9 $U; wait $U
await sh -c '! pgrep -x -f "sleep 320"'; pgrep -c -x sleep
unshare -p -f sleep 321 & U=$!
await pgrep -x -f 'sleep 321'
kill -9 $U; wait $U
pgrep -c -x sleep
ps -o ppid= -C sleep
pkill -9 sleep; await sh -c '! pgrep -x sleep'; pgrep -c sleep
