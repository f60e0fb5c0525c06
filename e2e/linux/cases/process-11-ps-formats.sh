# title: ps chooses processes and columns
# group: process
# needs: root
unshare -p -f --mount-proc bash -c 'ps; true' | sed -E 's/[0-9]+:[0-9:]+ /T /'
unshare -p -f --mount-proc bash -c 'ps -e; true' | sed -E 's/[0-9]+:[0-9:]+ /T /'
unshare -p -f --mount-proc bash -c 'ps -f; true' | sed -E 's/^(\S+ +\S+ +\S+ ).* [0-9]+:[0-9:]+ /\1/'
unshare -p -f --mount-proc bash -c 'sleep 300 & await pgrep -x sleep; ps ax; kill %1' | sed -E 's/[RS] +[0-9]+:[0-9]+ /S T /; s/^ *[0-9]+ +/N /'
unshare -p -f --mount-proc bash -c 'ps -o pid= -o comm=; ps -o pid,ppid,user,comm,args -p 1; true'
unshare -p -f --mount-proc bash -c 'ps -o pid=PROCESS,comm=NAME -p 1; ps -o nosuch; echo $?; ps -p 99; echo $?; ps -p abc; echo $?'
unshare -p -f --mount-proc bash -c 'sleep 300 & await pgrep -x sleep; ps --ppid 1 -o comm=; ps -C sleep -o pid=,args=; ps -U root -o comm= | head -n 1; ps --sort=-pid -o comm= ; kill %1'
unshare -p -f --mount-proc bash -c 'ps -eo pidns,comm | head -n 1; ps -o stat=,nlwp=,pri=,ni=,cls= -p 1; true'
unshare -p -f --mount-proc bash -c 'sleep 300 & await pgrep -x sleep; pgrep -l sleep; pgrep -a sleep; pgrep -x slee; pgrep -f 300; pgrep -P 1 -d,; pidof sleep; pstree; kill %1'
ps --nosuch 2>&1 | head -n 3
ps -Q 2>&1 | head -n 3
