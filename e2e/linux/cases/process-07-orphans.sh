# title: who becomes the parent of an orphan
# group: process
# needs: root sys
unshare -p -f --mount-proc sh -c 'sh -c "sleep 300 &"; await sh -c "[ \$(ps -o ppid= -C sleep) = 1 ]"; ps -o ppid= -C sleep'
sys orphan | sed 's/other/1/'
sys subreaper -- orphan
unshare -p -f sys fork -- fork -- orphan
unshare -p -f sys subreaper -- fork -- orphan -- wait
unshare -p -f --mount-proc bash -c 'nohup sleep 300 > /dev/null 2>&1 & exec sh -c "await pgrep -x sleep; ps -o ppid= -C sleep"'
