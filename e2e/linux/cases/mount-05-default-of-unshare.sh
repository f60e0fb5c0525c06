# title: unshare -m makes every mount private unless told otherwise
# group: mount
# needs: root
mkdir s
mount -t tmpfs base s
mount --make-shared s
mkdir s/a
unshare -m sh -c 'mount -t tmpfs x s/a; touch s/a/in; ls s/a'; ls s/a
unshare -m sh -c 'grep -c shared: /proc/self/mountinfo'
unshare -m --propagation unchanged sh -c 'grep -c shared: /proc/self/mountinfo'
unshare -m --propagation slave sh -c 'grep -c master: /proc/self/mountinfo'
unshare -m --propagation shared sh -c 'grep -vc shared: /proc/self/mountinfo'
unshare -m --propagation nosuch true
unshare -m --propagation unchanged sh -c 'mount -t tmpfs x s/a; touch s/a/in'; ls s/a
umount s/a
findmnt -n -o TARGET,PROPAGATION s
