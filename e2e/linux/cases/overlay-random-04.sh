# title: a random script of overlay, seed 4
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/b l2 -- mkdir l2/d -- mkdir l2/d/e -- creat l2/d/e/g l2 -- ls l2
sys creat l1/a l1 -- symlink nope l1/b -- mkdir l1/c -- mkdir l1/d -- mkdir l1/d/e -- symlink a l1/d/f -- mknod l1/d/e/g c 0 0 -- ls l1
sys creat u/a u -- mknod u/c c 0 0 -- mkdir u/d -- creat u/d/e/g u
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys unlink m/d -- unlink m/d/e -- rename m/a/y m/b/x
sys link m/a/y m/a -- unlink m/b/.. -- creat m/d/e/g x
sys open m/d/ wronly,trunc -- close -- mkdir m/d 644 -- mkdir m/c -- readlink m/d/e
sys creat m/a/.. one -- rmdir m/d -- chmod m/a 644 -- unlink m/d/e/g
sys mkdir m/a/y -- rename m/b/x m/d/f -- mkdir m/d/e 600 -- append m/b/ more
sys mkdir m/a/y/.. 755 -- ls m/a -- truncate m/d/e/ 4 -- mkdir m/c/.. 4711
sys chmod m/d 755 -- symlink a m/b/x -- rename m/c m/ln -- stat m/a type
sys creat m/d/e/g two -- rename m/d/f/.. m/b/x -- ls m/d/e/.. -- mkdir m/d 0
sys link m/d/e/g m/d/f -- mkdir m/d 1777 -- mkdir m/b/x
sys creat m/b three -- chmod m/d/e 2755 -- mkdir m/a/y 0 -- rmdir m/ln/.
sys renameat2 m/a/y m/b/x noreplace -- chmod m/b/. 2755 -- chown m/ln 1000 0 -- chown m/d/f 1000 2000
sys chmod m/b 755 -- rename m/d/e m/a/y/.. -- creat m/ln x -- mkdir m/d/e/g
sys mkdir m/c 1777 -- unlink m/d/f/. -- readlink m/d/e/g -- rename m/d/e m/a
sys ls m/d/f -- link m/a m/a -- creat m/d/e/g two -- symlink /mnt m/b
sys rmdir m/d/f/.. -- mkdir m/ln/. 1777 -- rename m/b m/b/x -- rmdir m/a
sys rename m/a m/d/e -- chmod m/d/f/.. 600 -- unlink m/a/y/.. -- rename m/b m/d/f
sys creat m/a x -- truncate m/a/y 6 -- creat m/d/e/g/. three -- open m/b/x/. rdwr,creat -- close
sys rename m/a m/b -- truncate m/b 1 -- mkdir m/d -- rename m/ln m/b/x
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
