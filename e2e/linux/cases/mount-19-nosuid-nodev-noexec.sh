# title: three options that take power from what lies below
# group: mount
# needs: root sys
mkdir d
mount -t tmpfs -o noexec t d
cp /bin/true d/true; d/true
printf '#!/bin/sh\necho ran\n' > d/s; chmod 755 d/s
d/s
sh d/s
mount -o remount,exec,nodev d; d/s
mknod d/null c 1 3; echo x > d/null
cat /mnt/d/null
mount -o remount,dev d; cat d/null; echo $?
cp /usr/bin/id d/id; chmod 4755 d/id; asuser 1000 d/id -u
mount -o remount,nosuid d; asuser 1000 d/id -u
stat -c %a d/id
umount d
