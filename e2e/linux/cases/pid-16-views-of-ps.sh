# title: ps in a container sees only the container; from the host all are seen
# group: pid
# needs: root
unshare -p -f --mount-proc sh -c 'sleep 300 & await pgrep -x sleep; ps -o pid,ppid,pgid,sid,args -p 1,2; ps -o stat= -p 2; kill $!'
unshare -p -f --mount-proc bash -c 'ps aux; true' | sed -E 's/^(\S+ +\S+ ).* [0-9]+:[0-9]+ /\1/'
unshare -p -f --mount-proc bash -c 'ps -ef; true' | sed -E 's/^(\S+ +\S+ +\S+ ).* [0-9]+:[0-9]+:[0-9]+ /\1/'
unshare -p -f --mount-proc bash -c 'ps --no-headers -eo pid; true'
unshare -p -f --mount-proc bash -c 'ps -o user,uid,nice,comm -p 1; ps -p 4711; echo $?; ps -C nosuch -o pid=; echo $?'
unshare -p -f --mount-proc bash -c 'sleep 300 & await pgrep -x sleep; ps --forest -o comm -p 1,2; kill %1'
unshare -p -f --mount-proc sleep 302 & U=$!
await pgrep -x -f 'sleep 302'
ps -o args= --ppid $U
pgrep -P $U -a | sed 's/^[0-9]* //'
kill -9 $(pgrep -P $U); wait $U
