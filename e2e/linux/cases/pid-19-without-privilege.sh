# title: a pid namespace needs CAP_SYS_ADMIN, or a user namespace around it
# group: pid
# needs: root userns sys
asuser 1000 unshare -p -f true
asuser 1000 unshare -U -p -f sh -c 'echo $$; id -u'
asuser 1000 unshare -U -r -p -f sh -c 'echo $$; id -u'
asuser 1000 unshare -U -r -p -f --mount-proc sh -c 'ps -eo pid,user,comm'
asuser 1000 sys unshare pid
sys capclear 21 -- unshare pid
asuser 1000 sys unshare user,pid -- fork -- getpid -- getuid
unshare -p -f asuser 1000 sh -c 'kill -9 1'
