# title: the same file system mounted in two namespaces is one file system, its mounts are two
# group: mount
# needs: root sys
mkdir d; mount -t tmpfs t d
unshare -m sh -c 'touch ready; await test -e go; cat d/f; mount -o remount,bind,ro d; touch ro; await test -e end; exec sleep 300' > log & P=$!
await test -e ready; echo written outside > d/f; touch go
await test -e ro; cat log; echo still writable > d/f; cat d/f
nsenter -t $P -m cat /mnt/d/f
nsenter -t $P -m sh -c 'echo x > /mnt/d/f'
umount d; ls d; nsenter -t $P -m cat /mnt/d/f
nsenter -t $P -m umount /mnt/d; nsenter -t $P -m ls /mnt/d
touch end; kill $P; wait $P
