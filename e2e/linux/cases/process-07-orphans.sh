# title: who becomes the parent of an orphan
# group: process
# needs: root sys
unshare -p -f --mount-proc sh -c 'sh -c "sleep 300 &"; await sh -c "[ \$(ps -o ppid= -C sleep) = 1 ]"; ps -o ppid= -C sleep'
sys orphan | sed 's/other/1/'
sys subreaper -- orphan
unshare -p -f sys fork -- fork -- orphan
unshare -p -f sys subreaper -- fork -- orphan -- wait
unshare -p -f --mount-proc bash -c 'nohup sleep 300 > /dev/null 2>&1 & exec sh -c "await pgrep -x sleep; ps -o ppid= -C sleep"'
unshare -p -f --mount-proc bash -c '(sleep 0.05; ps -o ppid= -p $BASHPID; true) & disown; sleep 0.3; true'
unshare -p -f --mount-proc bash -c 'bash -c "bash -c \"sleep 0.2; ps -o ppid= -p \\\$\\\$; true\" & exit 0"; sleep 0.6; true'
