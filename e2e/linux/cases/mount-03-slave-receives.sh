# title: a slave receives mounts from its master and sends none back
# group: mount
# needs: root
mkdir s
mount -t tmpfs base s
mount --make-shared s
mkdir s/a s/b
unshare -m --propagation slave sh -c 'touch ready; exec sleep 300' & P=$!
await test -e ready
mount -t tmpfs fromhost s/a; touch s/a/host
nsenter -t $P -m ls /mnt/s/a
nsenter -t $P -m sh -c 'mount -t tmpfs inside /mnt/s/b; touch /mnt/s/b/inner; ls /mnt/s/b'
ls s/b
nsenter -t $P -m umount /mnt/s/a
ls s/a
nsenter -t $P -m grep ' /mnt/s ' /proc/self/mountinfo | grep -o ' \(shared\|master\):[0-9]*'
grep ' /mnt/s ' /proc/self/mountinfo | grep -o ' \(shared\|master\):[0-9]*'
umount s/a; kill $P; wait $P
