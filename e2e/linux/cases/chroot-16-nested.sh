# title: a chroot inside a chroot: the second is looked up below the first
# group: chroot
# needs: root rootfs
mkrootfs r
mkrootfs r/srv
echo level0 > where; echo level1 > r/where; echo level2 > r/srv/where
chroot r /bin/cat /where
chroot r chroot /srv /bin/cat /where
chroot r chroot /srv /bin/sh -c 'cat /../../where; ls /'
chroot r chroot / /bin/cat /where
chroot r chroot /mnt/r /bin/cat /where
chroot r/srv /bin/cat /where
cat where
