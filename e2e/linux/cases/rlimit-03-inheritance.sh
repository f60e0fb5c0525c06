# title: limits pass on over fork and exec, also to a set-user-ID program, and one process can set another's
# group: rlimit
# needs: root sys
bash -c 'ulimit -Sn 77; ulimit -c 5; bash -c "ulimit -n; ulimit -c; sh -c \"ulimit -n\"; (ulimit -n)"; unshare -p -f sh -c "ulimit -n"'
bash -c '(ulimit -n 50); ulimit -n'
sleep 60 & echo $! > p
prlimit --pid $(cat p) --nofile=20:30; prlimit --pid $(cat p) --nofile
grep "open files" /proc/$(cat p)/limits
asuser 1000 prlimit --pid $(cat p) --nofile
asuser 1000 prlimit --pid $(cat p) --nofile=10
kill $(cat p)
asuser 1000 sh -c 'sleep 60 & prlimit --pid $! --nofile=20:30 && prlimit --pid $! --nofile --noheadings; kill $!'
prlimit --nofile=12:34 --core=0 sh -c 'ulimit -n; ulimit -Hn; ulimit -c'
prlimit --nproc=5: --fsize=:4096 sh -c 'ulimit -Hf; grep -E "file size" /proc/self/limits'
prlimit --pid 99999 --nofile
sys prlimitpid 1 nofile -- prlimitpid 99999 nofile
sys setuid 1000 -- prlimitpid 1 nofile
