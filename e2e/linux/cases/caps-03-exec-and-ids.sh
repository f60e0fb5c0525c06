# title: what setuid and exec do to the five sets
# group: caps
# needs: root sys
chmod 755 .; cp /usr/bin/grep g; S='./g ^Cap /proc/self/status'
$S
setpriv --reuid 1000 --clear-groups $S
setpriv --reuid 1000 --clear-groups --inh-caps +net_raw $S
setpriv --reuid 1000 --clear-groups --inh-caps +net_raw --ambient-caps +net_raw $S
setpriv --reuid 1000 --clear-groups --ambient-caps +net_raw $S
setpriv --inh-caps +net_raw --ambient-caps +net_raw --bounding-set -net_raw,-chown $S
setpriv --inh-caps -all $S
setpriv --bounding-set -all $S
chmod u+s g; asuser 1000 $S; asuser 1000 setpriv --no-new-privs $S
setpriv --reuid 1000 --clear-groups --inh-caps +net_raw --ambient-caps +net_raw $S
chmod 755 g; chmod g+s g; asuser 1000 $S; asuser 1000 ./g '^[UG]id' /proc/self/status
chmod 755 g; sys capclear 0 -- exec ./g ^Cap /proc/self/status
sys capbset_drop 0 -- capclear 0 -- exec ./g ^Cap /proc/self/status
sys setuid 1000 -- exec ./g ^Cap /proc/self/status
