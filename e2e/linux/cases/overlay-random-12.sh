# title: a random script of overlay, seed 12
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys mkdir l2/a -- mkdir l2/d -- mkdir l2/d/e -- creat l2/d/f l2 -- ls l2
sys creat l1/a l1 -- mknod l1/d/f c 0 0 -- creat l1/d/e/g l1 -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys chmod m/d/e/g 600 -- creat m/d x -- stat m/b/.. mode -- symlink ln m/b/x
sys cat m/b -- unlink m/ln -- ls m/d/f -- readlink m/d/f
sys stat m/ln/.. mode -- creat m/a x -- chmod m/b/ 755 -- rmdir m/a/y
sys ls m/d/. -- chown m/d/e/ 1000 1000 -- chown m/d/e/g/ 1000 2000 -- renameat2 m/d/e m/ln noreplace
sys append m/c more -- rename m/b/x m/d -- link m/b/x m/d/e -- rename m/c m/b
sys cat m/d/e/g -- rename m/a m/d/f -- readlink m/d -- link m/a/ m/b/x
sys renameat2 m/d/f m/b noreplace -- rmdir m/ln/ -- renameat2 m/b m/a noreplace -- open m/ln rdonly -- close
sys unlink m/d/.. -- rename m/a m/b -- rename m/a/y m/b/x -- link m/d/.. m/c
sys ls m/a/.. -- symlink nope m/b/x/.. -- rename m/d m/b/x
sys readlink m/d/f -- append m/c/ more -- mkdir m/d 0 -- truncate m/d/e 2
sys rmdir m/d -- rename m/d/e/g m/b/x -- symlink nope m/a/y/. -- stat m/d/f/ mode
sys mkdir m/b/x -- renameat2 m/b m/a noreplace -- rename m/ln m/b/x -- cat m/ln
sys chown m/d/e/ 0 2000 -- open m/d rdonly,directory -- close -- rename m/d/f m/d/f -- truncate m/d 0
sys rename m/c m/b/x -- mkdir m/d/e/g/ 400 -- append m/b/x more -- link m/a m/d
sys mkdir m/a -- mkdir m/b -- cat m/a/y
sys rename m/d/e m/d -- mkdir m/b/x 2755 -- append m/b more -- cat m/d/e
sys symlink nope m/d -- renameat2 m/d/e m/b/x noreplace -- unlink m/a/y
sys open m/d wronly,creat,excl -- close -- mkdir m/ln/.. 600 -- mkdir m/d/e -- cat m/a
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
