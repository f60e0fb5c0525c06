# title: joining a pid namespace works for children only
# group: pid
# needs: root sys
unshare -p -f sleep 300 & U=$!
await pgrep -P $U; S=$(pgrep -P $U)
nsenter -t $S -p sh -c 'echo $PPID; kill -0 1 && echo sees 1'
sys setns /proc/$S/ns/pid pid -- fork -- getppid
sys getpid -- setns /proc/$S/ns/pid pid -- getpid | sort -u | grep -c getpid
sys setns /proc/$S/ns/pid uts
nsenter -t $S -p -m ps -o comm -e | grep -c sleep
nsenter -t $S -a sh -c 'kill -9 1; kill -TERM 1; echo $?'
cat /proc/$S/comm
unshare -p -f sh -c "nsenter --pid=/proc/$U/ns/pid true"
kill -9 $S; wait $U
nsenter -t $S -p true
