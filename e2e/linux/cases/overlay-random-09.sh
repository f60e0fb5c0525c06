# title: a random script of overlay, seed 9
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys mkdir l2/a -- mkdir l2/c -- mkdir l2/d/e -- creat l2/d/e/g l2 -- ls l2
sys creat l1/a l1 -- creat l1/b l1 -- mkdir l1/d/e -- creat l1/d/f l1 -- creat l1/d/e/g l1 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys symlink a m/d/f -- mkdir m/c -- stat m/d/e uid -- creat m/c one
sys rmdir m/b/. -- cat m/a/y -- append m/a/y more -- rename m/a/y m/b
sys stat m/a/.. type -- rename m/ln m/b/x -- stat m/a/ uid -- rename m/d/e/g m/d/e
sys link m/d/f/ m/c -- creat m/d/e x -- rename m/d/e m/a
sys ls m/c -- truncate m/d/e/g 6 -- chown m/d/e/. 1000 1000
sys rmdir m/a/y -- open m/c/.. wronly,creat,excl -- close -- truncate m/a/y/.. 0
sys cat m/ln -- renameat2 m/c m/b/x exchange -- rmdir m/c/ -- renameat2 m/a/y m/a exchange
sys rename m/a m/d/e/g -- rename m/d/e m/d/f -- cat m/b/x -- chmod m/b 700
sys renameat2 m/d/e/g m/c noreplace -- rmdir m/c/ -- symlink ln m/b
sys rename m/a/y m/d -- creat m/ln x -- chmod m/c/. 755 -- truncate m/b/x 2
sys rename m/b m/ln -- append m/c/.. more -- mkdir m/b/. 4711 -- readlink m/d/f
sys symlink ../c m/a/y -- link m/ln m/a -- open m/d/. rdonly -- close -- stat m/a/y/.. type
sys renameat2 m/ln m/a/y noreplace -- rename m/a m/d -- unlink m/a/y/. -- ls m/d/e/.
sys rmdir m/a/y -- truncate m/b/x/ 7 -- creat m/d/e three -- stat m/c gid
sys rename m/d/e/g m/b/x -- mkdir m/d/f/.. 700 -- symlink d/e/ m/d
sys chown m/a/y 1000 0 -- truncate m/ln 8 -- mkdir m/a
sys rename m/a m/d/e/g -- mkdir m/b/.. 700
sys rename m/ln m/b/x -- cat m/d/f -- chown m/a 2000 1000
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
