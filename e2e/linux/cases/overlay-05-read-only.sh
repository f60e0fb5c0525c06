# title: an overlay without an upper layer is read-only
# group: overlay
# needs: root overlay sys
mkdir -p a b m; echo a > a/f; echo b > b/g
mount -t overlay o -o lowerdir=a:b m
ls m; sys open m/f wronly -- open m/new wronly,creat -- mkdir m/d -- unlink m/f -- rename m/f m/h -- chmod m/f 600 -- link m/f m/l -- truncate m/f 0 -- open m/f rdonly
grep /mnt/m /proc/self/mountinfo | cut -d' ' -f5-6,8-
touch m/f
mount -o remount,rw m; echo $?
sys append m/f x
umount m
mount -t overlay o -o lowerdir=a m
mkdir u w; mount -t overlay o -o lowerdir=a:b,upperdir=u,workdir=w m; mount -o remount,ro m; echo $?; sys append m/f x -- stat m/f size; ls u
mount -o remount,rw m; sys append m/f x; ls u
umount m
mount -t overlay -o ro,lowerdir=a:b,upperdir=u,workdir=w o m; sys append m/f x; grep /mnt/m /proc/self/mountinfo | cut -d' ' -f6; umount m
