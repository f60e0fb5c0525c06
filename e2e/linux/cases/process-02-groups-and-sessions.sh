# title: process groups, sessions, and killing a whole group
# group: process
# needs: root
unshare -p -f --mount-proc bash -c 'sleep 300 & setsid sleep 301 & await pgrep -x -f "sleep 301"; await sh -c "[ \$(ps -o sid= -p 3) = 3 ]"; ps -o pid,ppid,pgid,sid,args -C sleep'
unshare -p -f --mount-proc bash -c 'set -m; sleep 300 & sleep 301 | sleep 302 & await pgrep -x -f "sleep 300"; await pgrep -x -f "sleep 301"; await pgrep -x -f "sleep 302"; ps -o pid,pgid,args -C sleep; kill %1 %2'
setsid sh -c '[ $(ps -o pgid= -p $$) = $$ ] && [ $(ps -o sid= -p $$) = $$ ] && echo leader of both'
unshare -p -f --mount-proc bash -c 'set -m; (sleep 300 & sleep 301 & wait) & P=$!; await pgrep -x -f "sleep 301"; kill -TERM -$P; wait; await sh -c "! pgrep -x sleep"; pgrep -c sleep'
setsid --fork sh -c 'exit 4'
setsid --wait sh -c 'exit 4'
setsid
setsid nosuch
bash -c 'kill -0 -999999'
kill -0 $$
bash -c 'kill -0 999999'
kill -- -999999 2> /dev/null
