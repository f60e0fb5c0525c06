# title: a rule may look at a number among the arguments, never behind a pointer
# group: seccomp
# needs: root sys
sleep 60 & echo $! > p
sys seccomp errno:1 kill:1=15 -- kill $(cat p) 0 -- kill $(cat p) TERM -- kill $(cat p) CONT
sys seccomp errno:1 kill:0=$(cat p) -- kill $(cat p) 0 -- kill 1 0
kill $(cat p)
sys seccomp errno:1 setuid:0=1000 -- setuid 1000 -- setuid 1001
sys seccomp errno:1 unshare:0=67108864 -- unshare uts -- unshare ipc
sys seccomp errno:38 unshare:0=67108864,unshare:0=134217728 -- unshare uts -- unshare ipc -- unshare net
