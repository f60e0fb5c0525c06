# title: a mount namespace cannot be kept in a file of its own mounts; it lives as long as its processes or a bind elsewhere
# group: mount
# needs: root
touch ns
unshare --mount=/mnt/ns true
mount -t tmpfs p /media; mount --make-private /media; touch /media/ns
unshare --mount=/media/ns sh -c 'mount -t tmpfs kept /mnt; touch /mnt/inside'
nsenter --mount=/media/ns ls /mnt
ls
umount /media/ns
nsenter --mount=/media/ns ls /mnt
umount /media
