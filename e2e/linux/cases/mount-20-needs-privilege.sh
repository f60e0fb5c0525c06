# title: mounting needs CAP_SYS_ADMIN in the user namespace that owns the mount namespace
# group: mount
# needs: root userns sys
mkdir d
asuser 1000 mount -t tmpfs t d
asuser 1000 umount /proc
asuser 1000 unshare -m true
asuser 1000 sys mount t d tmpfs
asuser 1000 sys umount /proc
sys capclear 21 -- mount t d tmpfs -- umount /mnt -- unshare mnt
asuser 1000 unshare -U -r mount -t tmpfs t d
asuser 1000 unshare -U -r -m sh -c 'mount -t tmpfs t d; touch d/x; stat -c "%n %u %g" d/x; ls d'
ls d
asuser 1000 unshare -U -r -m sh -c 'umount /proc'
asuser 1000 unshare -U -r -m sys mount none /mnt none remount,bind,ro -- mkdir /mnt/zz
asuser 1000 unshare -U -r -m sys mknod d/null c 1 3
