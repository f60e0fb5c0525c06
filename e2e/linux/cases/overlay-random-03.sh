# title: a random script of overlay, seed 3
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink d l2/a -- creat l2/b l2 -- creat l2/c l2 -- mkdir l2/d -- ls l2
sys creat l1/b l1 -- mkdir l1/c -- mkdir l1/d -- mkdir l1/d/e -- creat l1/d/f l1 -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=on m
sys tree m
sys renameat2 m/b m/d/e/g exchange -- creat m/d/f x -- append m/d/f more -- link m/b m/a
sys rmdir m/d -- renameat2 m/b/x m/d noreplace -- truncate m/d/. 5 -- rename m/a/y m/b/x
sys open m/d/e/g wronly,creat,excl -- close -- rmdir m/ln/.. -- ls m/d/e/g/. -- ls m/a
sys mkdir m/d/f/. 700 -- ls m/c -- renameat2 m/a m/d/f noreplace -- rmdir m/d/f
sys readlink m/ln -- creat m/d/e/g three -- stat m/d/e/.. gid -- link m/c m/c
sys readlink m/b -- renameat2 m/c m/a/y noreplace -- unlink m/d/e -- chmod m/b 400
sys cat m/c -- mkdir m/c -- readlink m/d/e/g -- mkdir m/ln 111
sys rename m/a/y m/d/e/g -- truncate m/b 2 -- stat m/ln/ mode -- symlink nope m/ln
sys open m/d wronly,creat,excl -- close -- rename m/b m/ln -- append m/c more -- rename m/ln m/b/x
sys open m/d/f rdwr,creat -- close -- append m/b/x/ more -- creat m/d/f x -- readlink m/b/x
sys readlink m/d/e -- readlink m/d -- rename m/d/e/. m/d/e/ -- renameat2 m/d/f m/ln exchange
sys ls m/c -- truncate m/d 4 -- mkdir m/b/x -- creat m/a/.. one
sys rename m/d m/c -- symlink ln m/b/x -- chown m/d 0 0 -- cat m/a/y
sys link m/b m/ln -- mkdir m/c -- ls m/ln -- readlink m/b/x
sys open m/b/x rdonly -- close -- cat m/a/y -- creat m/d/f x
sys mkdir m/b 111 -- rename m/a m/b -- rename m/d/e m/d/f -- creat m/b x
sys symlink nope m/d/f/ -- creat m/d x -- unlink m/ln/ -- ls m/b/
sys ls m/d/e -- symlink d/e/ m/d -- link m/c m/d/e/g -- append m/b/x more
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
