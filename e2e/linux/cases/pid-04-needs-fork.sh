# title: unshare(CLONE_NEWPID) moves only the children; after their init has gone, fork fails
# group: pid
# needs: root sys
sys getpid -- unshare pid -- getppid | sed 's/[0-9][0-9]*/N/'
sys unshare pid -- fork -- getpid -- getppid
sys unshare pid -- forkwait -- forkwait -- forkwait
sys unshare pid -- unshare pid
sys unshare pid -- fork -- unshare pid -- fork -- getpid
unshare -p sh -c 'sh -c "echo child \$\$"'
unshare -p bash -c '/bin/true; /bin/true; echo $?'
unshare -p sh -c 'true & wait $!; echo first $?; ls > /dev/null; echo second $?'
unshare -p sh -c '[ "$(readlink /proc/self/ns/pid)" = "$(readlink /proc/self/ns/pid_for_children)" ] && echo same'
unshare -p -f sh -c 'ls /nosuch; ls /nosuch; echo $$'
