# title: the permission bits of the layers hold; who copies up is not the caller
# group: overlay
# needs: root overlay sys
chmod 755 .; mkdir -p l/own l/shut u w m; echo x > l/own/f; echo s > l/shut/s; chown -R 1000:1000 l/own; chmod 700 l/shut; chmod 666 l/own/f; echo r > l/r; chmod 700 u w
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
asuser 1000 sys append m/own/f y -- creat m/own/new n -- unlink m/own/f -- creat m/top t -- unlink m/r -- append m/r x -- cat m/r -- ls m/shut
stat -c '%u %g %n' u/own u/own/new; sys stat u/own/f type -- stat u/own/f uid
asuser 1001 sys unlink m/own/new -- mkdir m/own/d -- chmod m/own 777
chmod 1777 m; asuser 1001 sys creat m/mine 1 -- rename m/r m/q -- unlink m/r -- mkdir m/dir -- rename m/dir m/dir2 -- rmdir m/dir2
umount m
