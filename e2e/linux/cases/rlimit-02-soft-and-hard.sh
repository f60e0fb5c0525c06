# title: a soft limit moves below the hard one; raising the hard one needs CAP_SYS_RESOURCE
# group: rlimit
# needs: root sys
bash -c 'ulimit -Sn 100; ulimit -n; ulimit -Hn; ulimit -Sn 200; ulimit -n'
bash -c 'ulimit -n 100; ulimit -Hn; ulimit -Sn 101'
bash -c 'ulimit -n 100; ulimit -Hn 2000; ulimit -Sn hard; ulimit -n; ulimit -Hn unlimited; ulimit -Hn'
asuser 1000 bash -c 'ulimit -Hn 100; ulimit -Sn 101'
asuser 1000 bash -c 'ulimit -Sn 100; ulimit -Hn 200; ulimit -Hn 201; ulimit -Hn; ulimit -Sn soft; ulimit -n'
sys prlimit nofile 100 200 -- prlimit nofile -- prlimit nofile 201 200 -- prlimit nofile 50 300 -- prlimit nofile
sys setuid 1000 -- prlimit nofile 100 200 -- prlimit nofile 50 300 -- prlimit nofile 300 300 -- prlimit nofile 150 150 -- prlimit nofile
sys prlimit nofile 10 1048576 -- prlimit nofile 10 1048577 -- prlimit nofile -1 -1 -- prlimit 16 -- prlimit 16 1 1 -- prlimit core -1 -1 -- prlimit core
unshare -Ur bash -c 'grep CapEff /proc/self/status | grep -c ffff; ulimit -Hn 100; ulimit -Hn 200; ulimit -Hn'
bash -c 'ulimit -n abc'
bash -c 'ulimit -n 4x'
bash -c 'ulimit -Z'
dash -c 'ulimit -n 100; ulimit -Hn; ulimit -Sn 101'
dash -c 'ulimit -n abc'
dash -c 'ulimit -n 1 2'
dash -c 'ulimit -Z'
