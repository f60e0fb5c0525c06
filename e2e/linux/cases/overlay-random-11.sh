# title: a random script of overlay, seed 11
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink a l2/a -- mkdir l2/b -- symlink nope l2/c -- mkdir l2/d -- mkdir l2/d/e -- mkdir l2/d/f -- ls l2
sys mkdir l1/a -- mknod l1/b c 0 0 -- symlink d l1/c -- mkdir l1/d/e -- mknod l1/d/f c 0 0 -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys rename m/d m/d -- rename m/d/e/g m/d -- rename m/d/e/g/ m/d/e -- mkdir m/d/e 755
sys open m/d/e/g rdonly -- close -- link m/a/y m/b/x -- rename m/ln m/a/y -- chmod m/ln 111
sys rename m/ln m/a/y -- readlink m/a -- chown m/d/e/g 0 2000 -- creat m/c/. two
sys renameat2 m/b m/a exchange -- creat m/d/f x -- rmdir m/d/e/g/.. -- symlink /mnt m/a/y
sys open m/b rdonly,nofollow -- close -- mkdir m/b/x 400 -- mkdir m/ln/.. 4711 -- mkdir m/b/x/. 755
sys rename m/b/x m/a/y -- open m/b/x rdonly -- close -- chmod m/c 600 -- cat m/ln
sys creat m/c one -- rmdir m/b/x/ -- link m/a/. m/a -- creat m/d/e/g x
sys renameat2 m/ln m/d exchange -- rename m/b m/ln -- cat m/a -- chmod m/ln 111
sys symlink ln m/c/ -- rename m/d/e/g m/a -- rename m/d/e/g m/b/x
sys mkdir m/b/x -- append m/b/x/ more -- unlink m/a
sys truncate m/b/x 1 -- readlink m/ln -- stat m/a/y/. type
sys open m/b rdonly,nofollow -- close -- rename m/a m/d/e/g -- symlink d m/d -- rename m/d/f m/ln
sys truncate m/a/y/.. 5 -- open m/d/f rdonly,directory -- close -- link m/d/e m/c
sys rename m/d/f m/b/x -- cat m/b -- ls m/c -- rename m/a/y m/b/x
sys creat m/d/e/g three -- rename m/a/y m/d -- rename m/d/e/. m/ln -- open m/d rdwr,creat -- close
sys mkdir m/b/x -- rmdir m/d -- creat m/d/e/g one -- ls m/b
sys ls m/d -- mkdir m/c 600 -- mkdir m/d/e 644 -- append m/d/e/g more
sys link m/ln m/b -- unlink m/ln -- chown m/d/e/g 2000 2000 -- mkdir m/a
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
