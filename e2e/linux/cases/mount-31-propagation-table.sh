# title: what a bind mount and a move become under each kind of parent and source
# group: mount
# needs: root sys
mkdir p s; mount -t tmpfs none p; mount --make-private p; mkdir p/d p/e; mount -t tmpfs none s; mount --make-private s; mkdir s/x
T() { grep -E "/mnt/(p|s)" /proc/self/mountinfo | cut -d' ' -f4,5,7- | sed 's/,inode64//'; }
mount --bind s p/d; T; umount p/d
mount --make-shared s; mount --bind s p/d; T; umount p/d
mount --make-slave s; mount --bind s p/d; T; umount p/d
mount --make-shared p; mount --make-private s; mount --bind s p/d; T; umount p/d
mount --make-shared s; mount --bind s p/d; mount --make-slave p/d; T; umount p/d
mount --make-unbindable s; mount --bind s p/d; echo $?; T
mount --make-private s p; mount --bind s p/d; mount --move p/d p/e; T; umount p/e
mount --make-shared p; mount --bind s p/d; mount --move p/d p/e; echo $?; T
umount p/d; mount --make-private p; mount --rbind /mnt/p s/x; mount --make-rshared s; T; umount s/x; umount s p
