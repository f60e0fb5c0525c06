# title: RLIMIT_NOFILE bounds descriptor numbers, not how many are open
# group: rlimit
# needs: root sys
sys prlimit nofile 5 5 -- open /etc/passwd rdonly -- open /etc/passwd rdonly -- open /etc/passwd rdonly -- pipe
sys open /etc/passwd rdonly -- open /etc/passwd rdonly -- prlimit nofile 4 4 -- dup 3 -- dup2 3 4 -- dup2 3 3 -- dupfd 3 4 -- dupfd 3 3 -- close 3 -- open /etc/passwd rdonly -- open /etc/passwd rdonly
sys prlimit nofile 0 0 -- open /etc/passwd rdonly -- prlimit nofile
bash -c 'ulimit -n 10; exec 9</etc/passwd; echo $?; exec 10</etc/passwd; echo $?'
bash -c 'ulimit -n 5; echo a | cat'
bash -c 'ulimit -n 3; cat /etc/hostname; ls /'
sh -c 'ulimit -n 4; cat /etc/hostname; echo $?; true | true; echo $?'
