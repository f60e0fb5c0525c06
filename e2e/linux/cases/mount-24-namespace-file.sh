# title: a bind mount of its file, made in another namespace, keeps a mount namespace without processes alive
# group: mount
# needs: root
mount -t tmpfs p /media; mount --make-private /media; touch /media/ns
unshare --mount=/media/ns sh -c 'mount -t tmpfs kept /mnt; touch /mnt/inside'
nsenter --mount=/media/ns ls /mnt
ls
umount /media/ns
nsenter --mount=/media/ns ls /mnt
umount /media
