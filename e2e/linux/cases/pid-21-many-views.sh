# title: kill, ps and /proc use the numbers of their own pid namespace
# group: pid
# needs: root sys
unshare -p -f --mount-proc sh -c 'sleep 300 & sleep 301 & ps -o pid=,args= | grep -v ps; kill %1; kill -0 3; echo $?; ls -d /proc/[0-9]* | wc -l; exec sleep 302' & U=$!
await pgrep -f 'sleep 302' > /dev/null; I=$(pgrep -f 'sleep 302'); grep NSpid /proc/$I/status | wc -w; kill -9 $I; wait $U; echo $?
unshare -p -f sh -c 'echo $$; sh -c "echo \$\$ \$PPID"; readlink /proc/self > /dev/null || echo no number'
unshare -p -f --mount-proc sh -c 'echo $PPID; cut -d" " -f4 /proc/1/stat; sys getppid'
unshare -p -f --kill-child sleep 300 & K=$!
await pgrep -P $K > /dev/null; C=$(pgrep -P $K); kill -9 $K; wait $K; echo $?; await test ! -d /proc/$C; echo gone
sys unshare pid -- fork -- getpid -- fork -- getpid -- getppid
unshare -p -f sh -c 'kill -TERM 1; kill -KILL 1; echo still $$; trap "echo got it" USR1; kill -USR1 1'
