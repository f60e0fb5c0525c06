# title: user names come from the /etc/passwd of the new root; the numbers are what counts
# group: chroot
# needs: root rootfs
mkrootfs r
echo 'alice:x:1000:1000::/:/bin/sh' >> r/etc/passwd; echo 'staff2:x:1000:' >> r/etc/group
touch r/file; chown 1000:1000 r/file
chroot r /bin/stat -c '%U:%G %u:%g' /file
stat -c '%u:%g' r/file
chroot r /bin/ls -l /file | cut -c1-30
chroot r /bin/id alice
chroot --userspec=1000:1000 r /bin/id
id alice
touch r/file2; chown 4242 r/file2
chroot r /bin/stat -c '%U %u' /file2
