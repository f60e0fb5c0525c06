# title: mounts from a more privileged namespace are locked together in a less privileged one
# group: mount
# needs: root sys userns
mkdir a a/in b; mount -t tmpfs none a; mkdir a/in; mount -t tmpfs none a/in; touch a/in/secret; chmod 755 . a a/in; mount -o remount,bind,ro a
asuser 1000 unshare -Ur -m sh -c 'umount a/in; echo $?; umount a; echo $?; mount -o remount,bind,rw a; echo $?; mount --bind a b; echo $?; mount --rbind a b; echo $?; ls b/in; umount b; echo $?; umount -l b; echo $?'
asuser 1000 unshare -Ur -m sh -c 'mount --make-rprivate /mnt; mount -t tmpfs none a; ls a | wc -l; umount a; ls a'
asuser 1000 unshare -Ur -m sh -c 'cd /mnt; mount -t tmpfs none b; mkdir b/old; mount --rbind a b/old; cd b; sys pivot_root . . -- umount . detach; ls /old'
umount a/in a
