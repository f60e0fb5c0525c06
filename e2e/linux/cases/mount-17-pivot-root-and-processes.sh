# title: pivot_root moves the root and directory of every process that stood at the old root
# group: mount
# needs: root sys rootfs
mkrootfs r
unshare -m --propagation private sh -c 'cd /; sleep 300 & mount --bind /mnt/r /mnt/r; cd /mnt/r; pivot_root . old; cd /; mount -t proc proc /proc; readlink /proc/$!/root; readlink /proc/$!/cwd; readlink /proc/$!/exe; kill $!'
unshare -m --propagation private sys chdir /mnt -- mount r r none bind -- pivot_root r r/old -- getcwd -- ls . -- chdir / -- getcwd -- ls /old/mnt/r/old
unshare -m --propagation private sys chdir / -- mount /mnt/r /mnt/r none bind -- pivot_root /mnt/r /mnt/r/old -- getcwd -- cat etc/os-release
unshare -m --propagation private sys chdir r -- mount . . none bind -- getcwd -- pivot_root . old
unshare -m --propagation private sys mount r r none bind -- chdir r -- pivot_root . old -- chroot . -- chdir / -- umount old detach -- chdir .. -- getcwd -- ls /old -- open /old/mnt/r rdonly
