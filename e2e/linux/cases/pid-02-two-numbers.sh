# title: one process, two numbers: NSpid in /proc lists them from the outside in
# group: pid
# needs: root
unshare -p -f sleep 300 & U=$!
await pgrep -P $U
S=$(pgrep -P $U)
grep -E '^NS(tg|)pid:' /proc/$S/status | sed "s/$S/S/"
grep -E '^(Pid|Tgid):' /proc/$S/status | sed "s/$S/S/"
grep -c "^NSpid:.$$\$" /proc/$$/status
nsenter -t $S -p sh -c 'echo $$ $PPID'
nsenter -t $S -p -m --mount sh -c 'true'; echo $?
kill -9 $S; wait $U
