# title: pivot_root swaps the root mount; then the old one can be unmounted
# group: mount
# needs: root rootfs
mkrootfs r
unshare -m --propagation private sh -c 'mount --bind r r; cd r; pivot_root . old; ls /; ls /old | grep -c usr; cat /etc/os-release'
unshare -m --propagation private sh -c 'mount --bind r r; cd r; pivot_root . old; cd /; umount -l /old; ls /old; ls /bin/bash'
unshare -m --propagation private sh -c 'mount --bind r r; cd r; pivot_root . old; cd /; exec /bin/sh -c "umount /old; mount -t proc proc /proc; umount -l /old; cat /proc/mounts | wc -l; grep -c old /proc/mounts"'
unshare -m --propagation private sh -c 'mount --bind r r; cd r; pivot_root . .; umount -l .; exec /bin/sh -c "cd /; ls /; ls .."'
unshare -m --propagation private sh -c 'mount --bind r r; cd r; pivot_root . old; pwd; cd /; pwd; sleep 0'
ls r/old
grep -c /mnt/r /proc/mounts
