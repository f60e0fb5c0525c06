# title: a random script of overlay, seed 15
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink d l2/a -- symlink nope l2/c -- mkdir l2/d -- mkdir l2/d/e -- creat l2/d/f l2 -- mkdir l2/d/e/g -- ls l2
sys mkdir l1/a -- symlink nope l1/b -- creat l1/c l1 -- mkdir l1/d -- mkdir l1/d/e -- creat l1/d/f l1 -- symlink d l1/d/e/g -- ls l1
sys mkdir u/d -- mkdir u/d/e -- creat u/d/f u -- mkdir u/d/e/g
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys mkdir m/d/e -- mkdir m/c 600 -- readlink m/d/f -- stat m/d mode
sys mkdir m/d/f/ 1777 -- unlink m/d/f/. -- truncate m/b/x 4 -- rename m/b/ m/d/e
sys renameat2 m/b m/a noreplace -- append m/ln more -- creat m/b/x x -- creat m/c x
sys symlink ../c m/ln -- creat m/b/x x -- truncate m/d/f/.. 1 -- rename m/d/e m/a
sys ls m/b/. -- rename m/d m/b/x -- chmod m/a 644 -- readlink m/d
sys cat m/a -- unlink m/d/f/.. -- open m/d/e/g/ wronly,creat,excl -- close -- truncate m/a 7
sys chown m/c/ 0 0 -- rename m/b m/d -- mkdir m/c/ 400 -- ls m/d/e/g/.
sys stat m/b mode -- cat m/a -- rename m/d/f m/d -- unlink m/a/y
sys cat m/ln -- stat m/b/x mode -- cat m/d/e -- rmdir m/d/e/g
sys rename m/d/e/g m/c -- stat m/d/.. uid -- rmdir m/a -- rename m/ln m/ln
sys chmod m/d/ 400 -- open m/a rdonly -- close -- mkdir m/d/f -- mkdir m/d/e
sys ls m/d -- renameat2 m/ln m/d/e exchange -- creat m/d/e x -- unlink m/b
sys rename m/d/e/g m/c -- unlink m/d/f -- readlink m/ln -- truncate m/c 1
sys mkdir m/b 0 -- rename m/b/x m/a/y -- cat m/b/x -- chmod m/ln 2755
sys chown m/ln/.. 0 0 -- rename m/d m/ln -- readlink m/d -- renameat2 m/b/x m/d exchange
sys creat m/c/. three -- rmdir m/d/e -- symlink ../c m/d/e/g/ -- renameat2 m/d m/ln exchange
sys mkdir m/c -- ls m/c/.. -- chmod m/b 755 -- rmdir m/d
sys chmod m/b/x/. 644 -- chmod m/d/f 0 -- append m/b more -- symlink a m/d
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
