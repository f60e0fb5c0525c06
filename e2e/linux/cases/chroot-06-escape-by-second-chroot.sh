# title: root escapes: a second chroot below moves the root away from the working directory
# group: chroot
# needs: root sys rootfs
mkrootfs r
echo outside > secret
mkdir r/jail
chroot r sys open / rdonly,directory -- getcwd -- chroot jail -- fchdir -- chdir .. -- getcwd -- chdir .. -- getcwd
chroot r sys chdir / -- chroot jail -- getcwd -- chdir .. -- chdir .. -- chdir .. -- chroot . -- getcwd -- open mnt/secret rdonly -- read
chroot r sys chdir / -- chroot jail -- chdir .. -- chdir .. -- chroot . -- exec /bin/cat /mnt/secret
chroot r sys chdir / -- chroot jail -- chdir / -- getcwd -- chdir .. -- getcwd -- open /../../mnt/secret rdonly
