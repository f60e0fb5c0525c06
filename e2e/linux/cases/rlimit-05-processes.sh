# title: RLIMIT_NPROC counts the user's processes, and does not hold root
# group: rlimit
# needs: root sys
sys prlimit nproc 1 1 -- forkn 3
sys setuid 4321 -- prlimit nproc 3 3 -- forkn 5
sys setuid 4321 -- prlimit nproc 1 1 -- forkn 2
sys setuid 4321 -- prlimit nproc 0 0 -- forkn 2
sys prlimit nproc 1 1 -- setuid 4321 -- forkn 3
sys prlimit nproc 0 0 -- setuid 4321 -- exec echo started
sys prlimit nproc 1 1 -- setuid 4321 -- exec echo started
asuser 4321 dash -c 'ulimit -p 2; sleep 9 & sleep 9; echo $?; kill $!'
asuser 4321 dash -c 'ulimit -p 1; /bin/true; echo $?'
setpriv --reuid 4321 --clear-groups --inh-caps +sys_resource --ambient-caps +sys_resource sys prlimit nproc 1 1 -- forkn 3
