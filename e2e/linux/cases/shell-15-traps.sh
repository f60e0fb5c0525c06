# title: trap runs a command on a signal or at the end
# group: shell
# needs: root
bash -c 'trap "echo bye" EXIT; echo work'
bash -c 'trap "echo bye" EXIT; exit 3'; echo $?
bash -c 'trap "echo got INT" INT; kill -INT $$; echo on'
bash -c 'trap "echo got TERM; exit 9" TERM; kill $$; echo no'; echo $?
bash -c 'trap "" TERM; kill $$; echo ignored'
bash -c 'trap "" TERM; bash -c "kill \$\$; echo inherited"'
bash -c 'trap "echo x" TERM; bash -c "kill \$\$"; echo $?'
bash -c 'trap "echo bye" EXIT; kill -9 $$'; echo $?
bash -c 'trap "echo bye" EXIT; kill -TERM $$'; echo $?
sh -c 'trap "echo bye" EXIT; kill -TERM $$'; echo $?
bash -c 'trap "echo err \$?" ERR; false; true; (exit 4); echo end'
bash -c 'trap "echo USR1" USR1; (sleep 0.1; kill -USR1 $$) & sleep 300 & S=$!; wait $S; echo wait says $?; kill $S'
bash -c 'trap "echo a" INT; trap; trap - INT; trap -p; echo none'
bash -c 'trap "echo X" NOSUCH'; echo $?
bash -c 'trap "" KILL; kill -9 $$'; echo $?
