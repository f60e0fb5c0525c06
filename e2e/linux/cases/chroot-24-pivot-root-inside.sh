# title: pivot_root is EBUSY where the new root is, or lies on, the caller's own root mount
# group: chroot
# needs: root sys rootfs
mkrootfs r
unshare -m --propagation private sys chroot r -- chdir / -- pivot_root . old
unshare -m --propagation private sys chroot r -- chdir / -- pivot_root / /old
unshare -m --propagation private sys mount r r none bind -- chroot r -- chdir / -- pivot_root . old -- getcwd -- ls /
unshare -m --propagation private sys mount r r none bind -- chdir r -- pivot_root . old -- chroot . -- chdir / -- ls / -- umount /old detach -- ls /old
chroot r sys unshare user
