# title: root of a user namespace may do with its own namespaces what root may outside, and nothing with others
# group: user
# needs: root sys userns
asuser 1000 unshare -Ur sys sethostname x -- mount none /mnt tmpfs -- chroot /mnt -- unshare uts -- sethostname y -- gethostname
asuser 1000 unshare -Ur -m sh -c 'mount -t tmpfs none /mnt; echo $?; mount --bind /etc /mnt; echo $?; mount -o remount,ro,bind /mnt; echo $?; umount /mnt; echo $?; mount -t ext4 /dev/vda /mnt; echo $?'
asuser 1000 unshare -Ur -m sh -c 'umount /proc; echo $?; mount -t proc proc /proc; echo $?'
asuser 1000 unshare -Ur -p -f -m sh -c 'mount -t proc proc /proc; echo $?; ls /proc | grep -c "^[0-9]"'
asuser 1000 unshare -Ur -n sh -c 'ip -o link | wc -l; mount -t sysfs s /mnt; echo $?'
asuser 1000 unshare -Ur sys mknod /tmp/dev c 1 3 -- mknod /tmp/p p 0 0 -- kill 1 TERM -- setuid 0 -- setuid 1; rm -f /tmp/p
asuser 1000 unshare -Ur sh -c 'echo 1 > /proc/sys/kernel/panic; echo $?; echo x > /proc/sys/kernel/hostname; echo $?'
asuser 1000 unshare -U sys sethostname x -- unshare mnt -- setuid 0 -- getuid
hostname
