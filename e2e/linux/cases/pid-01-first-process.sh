# title: the first process of a new pid namespace is number 1; its parent shows as 0
# group: pid
# needs: root
unshare -p -f sh -c 'echo $$ $PPID'
unshare -p -f bash -c 'echo $$ $BASHPID $PPID'
unshare -p -f --mount-proc sh -c 'grep -E "^(Name|Pid|PPid|NSpid):" /proc/self/status'
unshare -p -f --mount-proc bash -c 'readlink /proc/self; cat /proc/1/comm'
unshare -p -f sh -c 'sh -c "echo \$\$ \$PPID"; sh -c "echo \$\$ \$PPID"; true'
unshare -p -f sh -c 'exit 9'
[ $(sh -c 'echo $$') -gt 1 ] && echo outside the number is another
unshare -p -f sh -c 'readlink /proc/self/ns/pid' > inner; readlink /proc/self/ns/pid > outer; cat inner outer
