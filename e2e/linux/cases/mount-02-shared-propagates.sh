# title: mounts below a shared mount appear in every namespace that shares it
# group: mount
# needs: root sys
mkdir s
mount -t tmpfs base s
mount --make-shared s
mkdir s/a s/b
unshare -m --propagation unchanged sh -c 'touch ready; await test -e go; ls s/b; mount -t tmpfs in s/a; echo hello > s/a/f; exec sleep 300' > log & P=$!
await test -e ready
mount -t tmpfs out s/b; touch s/b/from-outside; touch go
await test -e s/a/f
cat s/a/f
cat log
grep -c ' /mnt/s/' /proc/self/mountinfo
grep ' /mnt/s' /proc/self/mountinfo | grep -o 'shared:[0-9]*'
nsenter -t $P -m umount s/b; ls s/b
umount s/a; nsenter -t $P -m ls /mnt/s/a
kill $P; wait $P
