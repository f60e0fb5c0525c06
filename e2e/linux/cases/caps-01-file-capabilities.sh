# title: a file's capabilities become those of the process that runs it
# group: caps
# needs: root sys
chmod 755 .; cp /usr/bin/grep g; S='./g ^Cap /proc/self/status'
asuser 1000 $S
setcap cap_net_raw+ep g; getcap g; asuser 1000 $S
setcap cap_net_raw,cap_chown=ep g; getcap g; asuser 1000 $S
setcap cap_net_raw+p g; asuser 1000 $S; getcap g
setcap cap_net_raw+ei g; asuser 1000 $S; getcap g
setpriv --reuid 1000 --clear-groups --inh-caps +net_raw $S
setcap cap_net_raw+ep g; setpriv --reuid 1000 --clear-groups --bounding-set -net_raw $S; echo $?
setcap cap_net_raw+p g; setpriv --reuid 1000 --clear-groups --bounding-set -net_raw $S
setcap cap_net_raw+ep g; asuser 1000 setpriv --no-new-privs $S
mount --bind . .; mount -o remount,bind,nosuid .; cd /mnt; asuser 1000 $S; cd /; umount /mnt; cd /mnt
$S; setcap -r g; getcap g; asuser 1000 $S
setcap -r g; setcap nope=ep g; setcap cap_chown+x g; setcap cap_chown=ep nofile; setcap; getcap nofile
