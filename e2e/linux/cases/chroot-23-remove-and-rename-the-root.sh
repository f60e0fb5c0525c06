# title: the root of a process is a directory, not a name: it may be renamed, even removed
# group: chroot
# needs: root sys rootfs
mkrootfs r
mkdir e
sys chroot r -- chdir / -- ls /etc -- cat /etc/os-release
chroot r /bin/sh -c 'touch /ready; exec sleep 300' & P=$!
await test -e r/ready
mv r s
readlink /proc/$P/root
chroot /proc/$P/root /bin/cat /etc/os-release
ls r
kill $P; wait $P
sys chroot e -- chdir / -- getcwd -- mkdir x -- ls / -- rmdir /x -- rmdir / -- unlink /
