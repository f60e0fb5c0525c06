# title: in a user namespace of his own an ordinary user may chroot
# group: chroot
# needs: root userns rootfs
mkrootfs r
chmod 755 r
asuser 1000 chroot r /bin/id
asuser 1000 unshare -U -r chroot r /bin/id
asuser 1000 unshare -U -r chroot r /bin/sh -c 'echo x > /etc/new'
asuser 1000 unshare -U chroot r /bin/id
asuser 1000 unshare -U -r chroot r /bin/hostname x
asuser 1000 unshare -U -r -u chroot r /bin/sh -c 'hostname x; hostname'
hostname
