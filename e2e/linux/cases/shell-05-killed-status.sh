# title: a command that dies of signal N has status 128 + N
# group: shell
# needs: root
sleep 300 & kill $!; wait $!
sleep 300 & kill -9 $!; wait $!
bash -c 'kill -USR2 $$'
sleep 300 & kill -HUP $!; wait $!
bash -c 'kill -TERM $$'; echo $?
bash -c 'kill -9 $$'; echo $?
bash -c 'kill -SEGV $$' 2> /dev/null; echo $?
sh -c 'kill -USR1 $$'; echo $?
bash -c 'bash -c "kill -9 \$\$"; echo $?' 2> /dev/null
timeout 0.1 sleep 300; echo $?
timeout -s KILL 0.1 sleep 300; echo $?
timeout --preserve-status 0.1 sleep 300; echo $?
timeout 5 sh -c 'exit 7'; echo $?
kill -l 137
kill -l 15
kill -l KILL
kill -l TERM INT
