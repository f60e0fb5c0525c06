# title: a child ends, its parent reads the status once
# group: process
# needs: root sys
sys spawn 3 -- wait -- wait
sys spawn 0 -- state -- spawn 7 -- wait -- wait -- wait
sys fork -- exit 5
sys fork -- kill 0 0
bash -c 'bash -c "exit 5" & wait $!; echo $?; wait $!; echo $?'
bash -c '(exit 3) & (exit 4) & wait; echo $?'
bash -c 'sleep 300 & kill -9 $!; wait $!; echo $?' 2> /dev/null
sh -c '(exit 3) & wait; echo $?; wait 1; echo $?'
sys fork -- exit 300
sh -c 'sh -c "kill -TERM \$\$"; echo $?'
sys spawn 1 -- sigign CHLD -- wait
