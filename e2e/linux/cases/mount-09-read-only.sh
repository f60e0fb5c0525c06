# title: read-only as a property of the mount, or of the file system
# group: mount
# needs: root
mkdir d r
echo data > d/f
mount --bind d r
mount -o remount,bind,ro r
cat r/f
echo x > r/f
sh -c 'echo x > r/f'
touch r/new
rm r/f
chmod 600 r/f
echo through the other > d/f; cat r/f
findmnt -n -o TARGET,OPTIONS r | cut -d, -f1
mount -o remount,bind,rw r; echo y > r/f; cat d/f
umount r
mount -t tmpfs -o ro t r; touch r/x
mount -o remount,rw r; touch r/x && ls r
mount -o bind,ro d d; touch d/y; umount d
unshare -m sh -c 'mount -o remount,ro r; touch r/z'; touch r/z
