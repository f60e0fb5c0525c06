# title: kill: names, numbers, errors, permissions
# group: process
# needs: root sys
sleep 300 & S=$!
asuser 1000 kill $S
asuser 1000 /bin/kill $S
asuser 1000 sys kill $S TERM
asuser 1000 sh -c 'sleep 301 & kill $!; wait $!; echo $?'
kill -0 $S
sys kill $S 0 -- kill $S 99 -- kill 999999 TERM
kill -s TERM $S
wait $S
kill $S 2> /dev/null
bash -c 'kill'
bash -c 'kill abc'
bash -c 'kill -NOSUCH 1'
bash -c 'kill 999999'
bash -c 'kill -99 $$'
sh -c 'kill'
sh -c 'kill abc'
sh -c 'kill -NOSUCH 1'
sh -c 'kill 999999'
/bin/kill 999999
/bin/kill abc
/bin/kill -0 $$
kill -l | head -n 2
kill -l 9 15 1
kill -l HUP
/bin/kill -l 9
/bin/kill -l TERM
sh -c 'kill -l 9'
sleep 300 & kill -SIGKILL $!; wait $!
bash -c 'kill -sigterm $$'
sleep 300 & kill -n 9 $!; wait $!
sleep 300 & sleep 301 & await pgrep -x -f 'sleep 300'; await pgrep -x -f 'sleep 301'; pkill -f 'sleep 30[01]'; wait; pgrep sleep
sleep 300 & await pgrep -x sleep; killall sleep; wait $!
killall sleep
pkill nosuch
pkill
pidof sleep
