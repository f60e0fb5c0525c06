# title: /proc/mounts lists only what lies below the root of its reader
# group: chroot
# needs: root rootfs
mkrootfs r
mount -t proc proc r/proc
chroot r /bin/cat /proc/mounts
mkdir r/a; mount -t tmpfs inside r/a
chroot r /bin/sh -c 'cut -d" " -f1-3 /proc/mounts || cat /proc/mounts'
chroot r /bin/grep -c . /proc/mounts
mount --rbind r r
chroot r /bin/sh -c 'grep " / " /proc/mounts | grep -c tmpfs'
umount -l r
umount r/a; umount r/proc
