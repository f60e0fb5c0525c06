# title: a random script of overlay, seed 14
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/b l2 -- mkdir l2/c -- creat l2/d/f l2 -- creat l2/d/e/g l2 -- ls l2
sys symlink d l1/b -- mknod l1/d/f c 0 0 -- mknod l1/d/e/g c 0 0 -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys cat m/a -- open m/b wronly,creat,excl -- close -- rename m/ln m/ln -- rename m/a m/a/y
sys rmdir m/d -- stat m/a/y gid -- cat m/d -- rename m/b m/b
sys cat m/a -- symlink ../c m/a/y/. -- append m/b/.. more -- renameat2 m/b m/b exchange
sys creat m/b three -- mkdir m/b 111 -- rename m/b m/a/y
sys stat m/a/y mode -- link m/a m/b/x -- append m/c more -- open m/ln rdonly,directory -- close
sys unlink m/a/y/.. -- rename m/d/e m/b/x -- creat m/b/ three -- cat m/a
sys chown m/b/x 2000 0 -- link m/a/y m/a/y -- rename m/ln m/d/f -- creat m/a one
sys renameat2 m/d m/d/e noreplace -- rename m/a m/d -- symlink ln m/d/e/g/. -- chown m/d/e 0 1000
sys unlink m/d/. -- link m/d/f/.. m/a/y -- readlink m/d/e/g
sys chmod m/ln/ 2755 -- renameat2 m/b m/d noreplace -- chmod m/d/f 4711 -- cat m/d/e
sys rename m/ln/ m/d/e/ -- chown m/b/x/ 0 0 -- open m/b/x rdonly -- close -- chmod m/a 600
sys rmdir m/b/.. -- readlink m/d/f -- rmdir m/b/x/.. -- chown m/b/x/. 0 0
sys readlink m/b -- truncate m/b/x/ 2 -- mkdir m/a/y/. 644 -- stat m/ln/.. nlink
sys ls m/b/x -- readlink m/ln -- readlink m/a/y -- stat m/d/f gid
sys creat m/b/x/. two -- stat m/b uid -- chown m/d/e/g 1000 2000 -- truncate m/ln/ 7
sys mkdir m/d/e -- chown m/d/e 1000 2000 -- link m/b/ m/c -- cat m/c
sys rename m/c m/a -- rmdir m/a -- stat m/d/f/ type
sys rmdir m/b/x -- mkdir m/d/f -- ls m/d/e/g
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
