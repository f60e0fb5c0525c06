# title: bash -c executes its last command in its own place, dash makes a child
# group: process
# needs: root
unshare -p -f --mount-proc bash -c 'ps -o pid,comm'
unshare -p -f --mount-proc bash -c 'true; ps -o pid,comm'
unshare -p -f --mount-proc bash -c 'true && ps -o pid,comm'
unshare -p -f --mount-proc bash -c 'ps -o pid,comm; true'
unshare -p -f --mount-proc bash -c 'true; { ps -o pid,comm; }'
unshare -p -f --mount-proc bash -c 'if true; then ps -o pid,comm; fi'
unshare -p -f --mount-proc bash -c 'trap "echo end" EXIT; ps -o pid,comm'
unshare -p -f --mount-proc bash -c '(ps -o pid,comm)'
unshare -p -f --mount-proc bash -c 'true; (true; ps -o pid,comm)'
unshare -p -f --mount-proc bash -c 'echo $(ps -o pid,comm)'
unshare -p -f --mount-proc bash -c 'exec ps -o pid,comm'
unshare -p -f --mount-proc sh -c 'ps -o pid,comm'
unshare -p -f --mount-proc sh -c '(ps -o pid,comm)'
unshare -p -f --mount-proc sh -c 'exec ps -o pid,comm'
echo 'ps -o pid,comm' > s
unshare -p -f --mount-proc bash s
unshare -p -f --mount-proc sh s
unshare -p -f --mount-proc ps -o pid,comm
