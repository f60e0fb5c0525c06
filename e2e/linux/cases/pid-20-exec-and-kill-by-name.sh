# title: a container's processes under two names: killed from the host, seen gone inside
# group: pid
# needs: root
unshare -p -f --mount-proc bash -c 'sleep 300 & touch up; wait $!; echo child ended with $?' > log & U=$!
await test -e up; await pgrep -x -f 'sleep 300'
H=$(pgrep -x -f 'sleep 300'); grep NSpid /proc/$H/status | sed "s/$H/H/"
kill -9 $H; wait $U; cat log
unshare -p -f --mount-proc bash -c 'sleep 301 & touch up2; wait $!; echo child ended with $?' > log & U=$!
await test -e up2; await pgrep -x -f 'sleep 301'; H=$(pgrep -x -f 'sleep 301'); I=$(grep PPid /proc/$H/status | tr -dc 0-9)
nsenter -t $I -p -m ps -o pid,comm -p 1,2
nsenter -t $I -p kill -TERM 2; wait $U; cat log
