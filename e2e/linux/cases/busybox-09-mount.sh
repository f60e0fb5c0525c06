# title: mount and umount of busybox
# group: mount
# needs: root rootfs
mkrootfs r
chroot r /bin/mount
chroot r /bin/mount -t proc proc /proc
chroot r /bin/sh -c 'mount -t tmpfs -o size=1m none /mnt; echo $?; mount | grep -c "none on /mnt type tmpfs"'
chroot r /bin/sh -c 'umount /mnt; echo $?; umount /mnt; echo $?'
chroot r /bin/sh -c 'mount --bind /etc /mnt; ls /mnt; mount -o remount,ro,bind /mnt; touch /mnt/x; umount /mnt'
chroot r /bin/sh -c 'mount /etc /mnt; ls /mnt; umount /mnt'
chroot r /bin/sh -c 'mount -t tmpfs x /nosuch; echo $?; mount -t nosuch x /mnt; echo $?; mount /mnt; echo $?'
chroot r /bin/sh -c 'cd /mnt; mount -t tmpfs t /mnt; cd /mnt; umount /mnt; echo $?; umount -l /mnt; echo $?'
chroot r /bin/sh -c 'umount; echo $?' 2>&1 | tail -n +3 | head -n1
chroot r /bin/umount /proc
