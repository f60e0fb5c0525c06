# title: a new root is all that differs: processes, host name and mounts are those of the host
# group: chroot
# needs: root rootfs
mkrootfs r
mount -t proc proc r/proc
sleep 301 & S=$!
chroot r /bin/hostname
chroot r /bin/hostname renamed
hostname
hostname host
chroot r /bin/sh -c "cat /proc/$S/comm; kill $S"
wait $S
for n in mnt pid uts net ipc user; do [ "$(readlink /proc/self/ns/$n)" = "$(chroot r /bin/readlink /proc/self/ns/$n)" ] && echo $n same; done
mount -t tmpfs t r/tmp
chroot r /bin/grep -c ' /tmp ' /proc/mounts
grep -c ' /mnt/r/tmp ' /proc/mounts
chroot r /bin/umount /tmp
grep -c ' /mnt/r/tmp ' /proc/mounts
umount r/proc
