# title: a random script of overlay, seed 21
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys mkdir l2/d/f -- ls l2
sys creat l1/b l1 -- symlink a l1/c -- mkdir l1/d -- creat l1/d/f l1 -- creat l1/d/e/g l1 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys renameat2 m/d/f m/ln noreplace -- link m/d/e m/a/y -- rename m/a/y m/a -- unlink m/d/f
sys mkdir m/b/x -- cat m/c -- cat m/d/f -- unlink m/a
sys unlink m/b/x/.. -- rename m/ln m/d/f -- ls m/c/.. -- mkdir m/a/.. 700
sys open m/b rdwr,creat -- close -- mkdir m/c 4711 -- stat m/b/x gid -- rename m/d/e m/a
sys truncate m/d 3 -- unlink m/c -- symlink /mnt m/d/e/g -- rename m/a m/a/y
sys open m/b wronly -- close -- stat m/d mode -- creat m/d/e x -- symlink nope m/c
sys rmdir m/d/e -- cat m/d -- rename m/b/x m/a
sys chmod m/d 0 -- mkdir m/b/.. 0 -- cat m/b -- link m/d/e m/d
sys open m/c rdonly -- close -- mkdir m/c/. 400 -- symlink nope m/d/e/g/. -- mkdir m/c/ 0
sys chmod m/ln 700 -- unlink m/d/e/g -- rmdir m/c/ -- creat m/a x
sys ls m/d/f -- mkdir m/b -- truncate m/d/e/g/ 0 -- creat m/ln x
sys renameat2 m/ln m/ln exchange -- symlink nope m/ln/ -- truncate m/d 5 -- mkdir m/c
sys mkdir m/ln -- open m/b/x rdwr,creat -- close -- renameat2 m/a m/c noreplace -- stat m/a/y type
sys unlink m/d/e/g/ -- rename m/b m/d/e/g/.. -- rename m/d m/b -- readlink m/d/e/g
sys append m/a/y more -- rename m/d m/d/f -- cat m/b -- link m/b/x m/d/e/g
sys ls m/c -- rename m/c m/b/x -- creat m/ln two -- creat m/ln/.. three
sys readlink m/c -- truncate m/d/f/.. 1 -- rmdir m/b/ -- unlink m/b/x/..
sys chmod m/d/e 400 -- append m/b/.. more -- rename m/d/e/.. m/ln -- mkdir m/b/.. 1777
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
