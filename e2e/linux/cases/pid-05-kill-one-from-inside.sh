# title: signals from inside reach pid 1 only where it has a handler, KILL never
# group: pid
# needs: root sys
unshare -p -f sh -c 'kill -TERM 1; echo alive; kill -KILL 1; echo still alive; kill -HUP 1; echo and still'
unshare -p -f sh -c 'kill -9 $$; echo $?'
unshare -p -f bash -c 'trap "echo got TERM" TERM; kill -TERM $$; echo after'
unshare -p -f bash -c 'trap "echo bye; exit 7" TERM; bash -c "kill -TERM 1"; sleep 300'
unshare -p -f sh -c '(kill -9 1; kill -STOP 1; echo child done); echo init goes on'
unshare -p -f sys fork -- kill 1 KILL -- kill 1 TERM -- getppid
unshare -p -f sys sighandle USR1 -- kill 1 USR1 -- kill 1 USR2 -- getpid
unshare -p -f sys kill 2 TERM -- kill 99 TERM -- kill 1 0
unshare -p -f sh -c 'sh -c "kill -9 \$\$"; echo a child dies as usual: $?'
