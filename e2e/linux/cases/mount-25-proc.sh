# title: /proc is a mount like any other; it may be missing, or be there twice
# group: mount
# needs: root
mkdir p
mount -t proc proc p
cmp p/version /proc/version && echo same
ls -d p/self/ns | head -1
mount -t proc proc p
umount p; umount p
unshare -m sh -c 'mount -t tmpfs hide /proc; ps'
unshare -m sh -c 'mount -t tmpfs hide /proc; mount'
unshare -m sh -c 'mount -t tmpfs hide /proc; cat /proc/self/status; echo $$ | grep -c .; free; hostname'
unshare -m sh -c 'mount -t tmpfs hide /proc; ls /proc; mount -t proc proc /proc; ls -d /proc/self/comm'
unshare -m sh -c 'mount -t proc -o ro proc /proc; echo x > /proc/sys/kernel/hostname'
mount -t proc -o hidepid=2 proc p; ls -d p/1; asuser 1000 ls -d p/1
umount p
