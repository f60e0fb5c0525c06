# title: mounts on an overlay, bind mounts of its parts, and chroot into it
# group: overlay
# needs: root overlay sys rootfs
mkdir -p u w m t; mkrootfs l
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
chroot m /bin/sh -c 'echo in > /etc/made; ls /; cat /etc/made'; ls u u/etc
mkdir m/t; mount -t tmpfs none m/t; echo a > m/t/a; ls u/t; umount m/t
mount --bind m/etc t; ls t; echo b > t/b; ls m/etc u/etc; umount t
mount --bind t m/etc; ls m/etc; sys rmdir m/etc -- rename m/etc m/etc2; umount m/etc
cd m/t; rmdir ../t; sys mkdir x -- getcwd; cd /mnt
grep '/mnt/m ' /proc/self/mountinfo | cut -d' ' -f4-
stat -f -c %T m; df m | tail -1 | cut -d' ' -f1; findmnt -n -o SOURCE,FSTYPE,TARGET m
umount m
