# title: kill -1 sends to all in the namespace, except pid 1 and the sender
# group: pid
# needs: root sys
unshare -p -f --mount-proc bash -c 'sleep 300 & sleep 301 & bash -c "kill -9 -1"; await sh -c "! pgrep -x sleep"; ps -eo comm; true'
unshare -p -f --mount-proc bash -c 'sleep 300 & kill -TERM -1; wait $!; echo $?'
unshare -p -f sys kill -1 KILL
unshare -p -f sys fork -- kill -1 TERM -- getpid
