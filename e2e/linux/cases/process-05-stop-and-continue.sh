# title: STOP cannot be ignored; CONT wakes; TERM waits for CONT
# group: process
# needs: root
sleep 300 & S=$!
kill -STOP $S; await grep -q '^State:.T' /proc/$S/status; ps -o stat= -p $S
kill -TERM $S
sleep 0.1
ps -o stat= -p $S
kill -CONT $S
wait $S
sleep 300 & S=$!
kill -STOP $S; await grep -q '^State:.T' /proc/$S/status; kill -9 $S; wait $S
bash -c 'trap "" TSTP STOP; kill -STOP $$; echo continued' & S=$!
await grep -q '^State:.T' /proc/$S/status; kill -CONT $S; wait $S; echo $?
bash -c 'trap "echo cont" CONT; kill -CONT $$; echo end'
sh -c 'kill -TSTP $$; echo woke' > out & S=$!
await grep -q '^State:.T' /proc/$S/status; kill -CONT $S; wait $S; cat out
