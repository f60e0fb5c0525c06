# title: a directory descriptor opened outside leads out again, without any capability
# group: chroot
# needs: root sys rootfs
mkrootfs r
echo outside > secret
sys open . rdonly,directory -- chroot r -- chdir / -- getcwd -- cat secret -- fchdir -- getcwd -- cat secret
sys open . rdonly,directory -- chroot r -- chdir / -- setgid 1000 -- setuid 1000 -- fchdir -- cat secret -- chdir .. -- ls mnt -- chroot .
sys open secret rdonly -- chroot r -- chdir / -- read
chroot r /bin/cat < secret
mkdir r/proc2; mount -t proc proc r/proc
exec 9< /mnt; chroot r /bin/cat /proc/self/fd/9/secret; exec 9<&-
chroot r /bin/cat /proc/self/fd/9/secret
umount r/proc
