# title: pid namespaces nest: a process has one number per level and cannot see upwards
# group: pid
# needs: root sys
unshare -p -f unshare -p -f unshare -p -f sh -c 'echo $$'
unshare -p -f sh -c 'true; unshare -p -f sh -c "echo inner \$\$"; echo outer $$'
unshare -p -f unshare -p -f sleep 300 & U=$!
await pgrep -x sleep; S=$(pgrep -x sleep)
grep NSpid /proc/$S/status | sed "s/$S/S/"
unshare -p -f --mount-proc sh -c 'unshare -p -f sh -c "touch /mnt/up; exec sleep 301" & await test -e /mnt/up; ps -C sleep,unshare -o comm=; kill -9 $(pgrep -x sleep); wait; ps -C sleep,unshare -o comm='
unshare -p -f --mount-proc unshare -p -f --mount-proc ps -o pid,ppid,comm -e
kill -9 $S; wait $U
unshare -p -f sys getpid -- unshare pid -- fork -- getpid -- getppid -- unshare pid -- fork -- getpid
