# title: /proc/PID/status: who, whose child, whose rights
# group: proc
# needs: root
sleep 300 & S=$!
await grep -q sleep /proc/$S/comm
grep -E '^(Name|Umask|State|Tgid|Ngid|TracerPid|Uid|Gid|Groups|Threads|Seccomp|NoNewPrivs):' /proc/$S/status | sed "s/$S/S/"
grep -c "^PPid:.$$\$" /proc/$S/status
grep ^Cap /proc/$S/status
asuser 1000 grep -E '^(Uid|Gid|Groups|Cap...):' /proc/self/status
grep -E '^Sig(Blk|Ign|Cgt):' /proc/$S/status
(trap '' HUP; exec grep SigIgn /proc/self/status)
kill -STOP $S; await grep -q '^State:.T' /proc/$S/status; grep State /proc/$S/status; kill -CONT $S
umask 077
grep Umask /proc/self/status
umask 022
kill $S
wait $S
cat /proc/$S/status
