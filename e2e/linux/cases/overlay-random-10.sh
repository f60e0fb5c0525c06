# title: a random script of overlay, seed 10
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink nope l2/b -- mkdir l2/c -- mkdir l2/d -- mkdir l2/d/e -- ls l2
sys creat l1/c l1 -- mkdir l1/d -- mkdir l1/d/e -- mknod l1/d/f c 0 0 -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys ls m/d/e/g -- mkdir m/a -- rename m/d/e/g m/ln -- append m/b more
sys stat m/d/e/g/ uid -- append m/d more -- rmdir m/d/e/.. -- creat m/d/e/g x
sys renameat2 m/a m/d/e/g exchange -- cat m/a -- ls m/d -- truncate m/d/f 7
sys link m/a/y m/d -- unlink m/a/y -- chown m/a 2000 1000 -- renameat2 m/a m/d noreplace
sys open m/d/e rdonly,nofollow -- close -- open m/b rdwr,creat -- close -- rename m/b/.. m/a -- mkdir m/b
sys rmdir m/c/. -- mkdir m/d/f -- cat m/a -- renameat2 m/b m/b/x noreplace
sys rmdir m/c/. -- rmdir m/d/e/g/. -- mkdir m/ln -- chown m/d/e/g 2000 1000
sys ls m/a/y -- mkdir m/d/e/g 1777 -- creat m/ln x -- readlink m/a/y
sys creat m/d/f x -- rename m/d/e m/b -- cat m/d/e/g -- truncate m/d/e 1
sys mkdir m/d/e/g 4711 -- truncate m/a/ 5 -- link m/d/.. m/b/x -- cat m/d/e/g
sys creat m/a x -- ls m/d -- renameat2 m/d/e/g m/a/y noreplace -- renameat2 m/ln m/c noreplace
sys ls m/d -- creat m/d x -- symlink /mnt m/ln/ -- cat m/ln
sys append m/a/y more -- rmdir m/a/y -- rename m/d/e/g m/d/e -- rename m/a/y m/d/e/g
sys creat m/b x -- cat m/d -- rmdir m/d/f -- mkdir m/a
sys link m/a/y m/d/e/g -- link m/d/f m/a -- symlink /mnt m/a/y -- symlink nope m/a/y/.
sys chmod m/a/y 700 -- stat m/c type -- renameat2 m/c m/a exchange -- ls m/d/e/
sys rename m/b/x m/b/x -- symlink d/e/ m/ln -- chmod m/d 700 -- mkdir m/c/. 400
sys rename m/a/y m/a/y -- truncate m/d 4 -- link m/d/e m/ln -- symlink d m/d
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
