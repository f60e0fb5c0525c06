# title: pids count upwards and are not used again at once
# group: pid
# needs: root
unshare -p -f bash -c 'for i in 1 2 3; do bash -c "echo \$\$"; done'
unshare -p -f --mount-proc bash -c 'cat /proc/sys/kernel/ns_last_pid > /dev/null; bash -c "echo \$\$"; cat /proc/sys/kernel/ns_last_pid'
unshare -p -f --mount-proc bash -c 'echo 99 > /proc/sys/kernel/ns_last_pid; bash -c "echo \$\$"; bash -c "echo \$\$"; true'
unshare -p -f bash -c 'true & echo $!; wait; (true) & echo $!; wait; sleep 0 | sleep 0; bash -c "echo \$\$"; true'
unshare -p -f bash -c 'echo $BASHPID $(echo $BASHPID) $(bash -c "echo \$\$")'
unshare -p -f sh -c 'ls /nosuch 2> /dev/null; sh -c "echo \$\$"'
