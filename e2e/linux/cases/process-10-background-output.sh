# title: background processes keep running, their output goes where it was pointed
# group: process
# needs: root sys
sh -c 'sleep 0.05; echo late' > out & wait $!; cat out
bash -c 'sleep 300 > /dev/null 2>&1 & echo started'; await pgrep -x sleep; pgrep -c -x sleep; pkill sleep
sh -c '(sleep 0.05; echo orphan wrote > o) & exit 0'; await test -s o; cat o
nohup sleep 300 > /dev/null 2>&1 & P=$!
await grep -q sleep /proc/$P/comm; kill -HUP $P; grep SigIgn /proc/$P/status; kill $P; wait $P
bash -c 'sleep 300 & disown; exit'; await pgrep -x sleep; pgrep -c -x sleep; pkill sleep
(sleep 300 &); await pgrep -x sleep; ps -o comm= -C sleep; pkill sleep
timeout 0.1 sleep 300 & wait $!; echo $?
nohup nosuch 2> /dev/null
nohup
seq 3 | while read i; do (echo $i &) ; done | sort
coproc cat; echo ping >&${COPROC[1]}; read x <&${COPROC[0]}; echo $x; kill $COPROC_PID
flock l -c 'echo locked'
flock -n l flock -n l echo no
