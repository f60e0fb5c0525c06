# title: a filter needs no_new_privs or CAP_SYS_ADMIN, and stays for ever
# group: seccomp
# needs: root sys
asuser 1000 sys seccomp errno:1 mkdir -- no_new_privs -- seccomp errno:1 mkdir -- mkdir /tmp/x -- getseccomp
sys capclear 21 -- seccomp errno:1 mkdir
unshare -Ur sys seccomp errno:1 mkdir -- mkdir a
grep -E 'NoNewPrivs|Seccomp' /proc/self/status
sys no_new_privs -- seccomp errno:1 mkdir -- exec grep -E 'NoNewPrivs|Seccomp' /proc/self/status
sys seccomp errno:1 mkdir -- seccomp errno:2 rmdir -- exec grep Seccomp /proc/self/status
sys seccomp errno:1 seccomp -- seccomp errno:1 mkdir -- mkdir a
sys seccomp errno:1 mkdir -- seccomp strict
sys no_new_privs -- seccomp errno:1 mkdir -- setuid 1000 -- exec mount -t tmpfs t /mnt
