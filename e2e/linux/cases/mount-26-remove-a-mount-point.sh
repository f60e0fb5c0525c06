# title: a mount point of another namespace may be removed: the mount goes with it
# group: mount
# needs: root sys
mkdir d e
unshare -m --propagation private sh -c 'mount -t tmpfs t d; touch ready; exec sleep 300' & P=$!
await test -e ready
nsenter -t $P -m mountpoint -q /mnt/d; echo $?
rmdir d
nsenter -t $P -m grep -c ' /mnt/d' /proc/self/mounts
mount -t tmpfs t e; sys rmdir e -- rename e f -- unlink e
mkdir e/in; sys rename e/in g -- link e/in h -- symlink x e/l -- link e/l l
mv e/in g; ls
kill $P; wait $P; umount e
