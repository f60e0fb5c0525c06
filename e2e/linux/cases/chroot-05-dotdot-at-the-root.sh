# title: ".." at the root of the process is the root itself, however often
# group: chroot
# needs: root rootfs
mkrootfs r
echo outside > secret
chroot r /bin/sh -c 'cd ..; pwd; cd ../../../..; pwd'
chroot r /bin/cat ../secret
chroot r /bin/cat /../../../secret
chroot r /bin/cat /../../../etc/os-release
chroot r /bin/ls -d /.. /../..
ln -s ../../../secret r/up
chroot r /bin/cat /up
cat r/up
ln -s ../../../../../../../mnt/secret r/up2
cat r/up2
chroot r /bin/cat /up2
chroot r /bin/sh -c 'cd /etc/..; pwd; cd bin; pwd; cd ../etc; pwd'
