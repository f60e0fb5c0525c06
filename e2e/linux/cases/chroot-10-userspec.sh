# title: chroot --userspec and --groups change the user after the root
# group: chroot
# needs: root rootfs
mkrootfs r
chroot --userspec=1000:1000 r /bin/id
chroot --userspec=1000 r /bin/id
chroot --userspec=1000:1000 --groups=5,6 r /bin/id
chroot --userspec=1000:1000 r /bin/sh -c 'echo x > /file'
chroot --userspec=1000:1000 r /bin/sh -c 'echo x > /tmp/file; stat -c "%u:%g %a" /tmp/file'
chroot --userspec=nosuchuser r /bin/id
chroot --userspec=root:root r /bin/id
chroot --userspec=1000:1000 r chroot / /bin/ls
chroot r /bin/id
