# title: a write past RLIMIT_FSIZE is SIGXFSZ, or EFBIG for who ignores it
# group: rlimit
# needs: root sys
bash -c 'ulimit -f 1; head -c 1500 /dev/zero > f'; stat -c %s f
bash -c 'ulimit -f 1; head -c 1024 /dev/zero > f && echo fits'
bash -c 'ulimit -f 1; echo x >> f'; stat -c %s f
sys sigign XFSZ -- prlimit fsize 10 10 -- open f2 wronly,creat -- write 0123456 -- write 0123456 -- write x -- ftruncate 11 -- ftruncate 10 | cat
stat -c %s f2
sys sigign XFSZ -- prlimit fsize 5 5 -- truncate f2 11 -- truncate f2 9 -- truncate f2 0 -- truncate f2 6 -- truncate f2 5 | cat
sys prlimit fsize 5 5 -- truncate f2 11 -- getpid | cat
sys sigign XFSZ -- prlimit fsize 0 0 -- open /dev/null wronly -- write abc -- open f3 wronly,creat -- write abc | cat
trap '' XFSZ; bash -c 'ulimit -f 1; head -c 3000 /dev/zero > f4'; stat -c %s f4
bash -c 'ulimit -f 1; cp f4 f5; head -c 4000 /dev/zero > big; cp big f6'; stat -c %s f5 f6
dash -c 'ulimit -f 1; head -c 3000 /dev/zero > f8'; stat -c %s f8
