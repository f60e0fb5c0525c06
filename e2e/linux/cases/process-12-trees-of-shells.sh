# title: $$ $PPID $BASHPID: who is who among shells
# group: process
# needs: root
bash -c '[ $$ = $BASHPID ] && (echo sub; [ $$ = $BASHPID ] || echo differs)'
bash -c 'P=$$; bash -c "[ \$PPID = $P ] && echo parent known"; true'
bash -c 'P=$$; (bash -c "[ \$PPID = $P ] || echo parent is the subshell"; true)'
bash -c 'P=$$; exec bash -c "[ \$\$ = $P ] && echo same process after exec"'
unshare -p -f bash -c 'echo $$; (echo $BASHPID; true); bash -c "echo \$\$ \$PPID; true"; echo $(echo $BASHPID)'
unshare -p -f sh -c 'echo $$; (echo $$); sh -c "echo \$\$ \$PPID; true"; true'
unshare -p -f bash -c 'echo $$ | cat; { echo $BASHPID; } | cat; echo $BASHPID'
unshare -p -f --mount-proc bash -c 'bash -c "sh -c \"ps -o pid,ppid,comm --forest; true\"; true"; true'
