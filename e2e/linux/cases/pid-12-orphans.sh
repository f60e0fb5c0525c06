# title: a process whose parent ends gets pid 1 of its namespace as parent
# group: pid
# needs: root
unshare -p -f --mount-proc sh -c 'sh -c "sleep 300 & exec true"; await sh -c "ps -o ppid= -C sleep | grep -qx \" *1\""; ps -o ppid,comm -C sleep'
unshare -p -f --mount-proc bash -c '(sleep 300 &) ; await sh -c "[ \$(ps -o ppid= -C sleep) = 1 ]"; ps -o ppid= -C sleep'
unshare -p -f --mount-proc bash -c '(setsid sleep 300 &) ; await pgrep -x sleep; ps -o tty=,comm= -C sleep'
unshare -p -f --mount-proc bash -c 'bash -c "sleep 300 & echo \$!"; await pgrep -x sleep; pkill sleep; echo $?'
