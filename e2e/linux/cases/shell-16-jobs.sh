# title: background jobs: $!, jobs, wait, kill %1
# group: shell
# needs: root
sleep 0.05 & wait $!; echo $?
bash -c 'exit 7' & wait $!; echo $?
sh -c 'exit 1' & A=$!; sh -c 'exit 2' & B=$!; wait $A; echo $?; wait $B; echo $?
bash -c 'wait 1'; echo $?
bash -c 'sleep 300 & sleep 301 & jobs; kill %1 %2'
bash -c 'sleep 300 & sleep 301 & kill %1 %2; wait %1; echo $?; wait %2; echo $?'
bash -c 'sleep 300 & kill %sleep; wait $!; echo $?'
bash -c '(sleep 0.01; exit 4) & wait -n; echo $?'
bash -c 'fg'; bash -c 'kill %1'
[ -n "$!" ] && echo has last
bash -c 'echo "[$!]"'
bash -c 'sleep 300 & disown; jobs; kill $!'
for i in 3 1 2; do (exit $i) & p="$p $!"; done; for q in $p; do wait $q; echo $?; done
echo background output > f & wait; cat f
