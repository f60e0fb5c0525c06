# title: programs run from a lower layer; what runs cannot be written
# group: overlay
# needs: root overlay sys rootfs
mkdir -p u w m; mkrootfs l; touch -d '2020-01-01' l/etc l/bin/busybox
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
stat -c %y m/etc | cut -c1-10; touch m/etc/x; [ $(stat -c %Y m/etc) -gt 1600000000 ] && echo newer; chmod 755 m/bin/busybox; stat -c %y u/bin/busybox | cut -c1-10
chroot m /bin/busybox sleep 300 & S=$!
await grep -q busybox /proc/$S/cmdline; sys open m/bin/busybox wronly
readlink /proc/$S/exe /proc/$S/root
umount m
kill $S; wait $S
umount m
printf '#!/bin/sh\necho script $0\n' > l/s; chmod 755 l/s; mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m; m/s; chmod 644 m/s; m/s; umount m; l/s
