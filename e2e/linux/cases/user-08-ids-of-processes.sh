# title: set-user-ID programs, saved ids, and what setuid may go back to
# group: user
# needs: root sys
chmod 755 .; cp $(command -v sys) s; cp $(command -v id) i; chmod 4755 s i
asuser 1000 ./s getuid -- geteuid -- setuid 1000 -- geteuid -- setuid 0 -- geteuid
asuser 1000 ./i; asuser 1000 setpriv --no-new-privs ./i
chown 1001 s; chmod 4755 s; asuser 1000 ./s getuid -- geteuid -- setuid 1000 -- geteuid -- setuid 1001 -- geteuid -- setuid 0
asuser 1000 ./s creat /tmp/by-1001 x; stat -c %u /tmp/by-1001; rm /tmp/by-1001
chown 0:1002 s; chmod 2755 s; asuser 1000 ./s getuid -- getgid -- geteuid -- creat /tmp/g x; stat -c '%u %g' /tmp/g; rm /tmp/g
sys setgid 5 -- setuid 5 -- getgid -- setgid 0 -- setgroups -- setuid 0
mount -t tmpfs -o nosuid none /tmp; cp s /tmp/s; chown 0:0 /tmp/s; chmod 6755 /tmp/s; asuser 1000 /tmp/s geteuid; umount /tmp
asuser 1000 sh -c 'grep ^[UG]id /proc/self/status'; grep -h ^Groups /proc/self/status; setpriv --groups 5,6,7 grep ^Groups /proc/self/status
