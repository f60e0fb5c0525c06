# title: an ignored signal stays ignored after exec, a handler does not
# group: process
# needs: root sys
bash -c 'trap "" TERM; exec sh -c "kill -TERM \$\$; echo ignored"'
bash -c 'trap "echo handler" TERM; exec sh -c "kill -TERM \$\$; echo no"'
nohup sh -c 'kill -HUP $$; echo survived' 2> /dev/null
nohup sh -c 'kill -TERM $$; echo no' 2> /dev/null
sys sigign TERM -- exec sh -c 'kill $$; echo ignored'
sys sighandle TERM -- exec sh -c 'kill $$; echo no'
bash -c 'trap "" USR1; bash -c "trap \"echo no\" USR1; kill -USR1 \$\$; echo after"'
sys sighandle USR1 -- kill 0 0 -- sigign USR2 -- fork -- exec grep -E 'Sig(Ign|Cgt)' /proc/self/status
env --ignore-signal=TERM sh -c 'kill $$; echo ignored by env'
env --default-signal=PIPE true
(trap '' INT; exec sh -c 'trap - INT; kill -INT $$; echo still ignored')
