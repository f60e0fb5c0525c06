# title: a random script of overlay, seed 5
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/a l2 -- mkdir l2/b -- symlink d l2/c -- creat l2/d/f l2 -- creat l2/d/e/g l2 -- ls l2
sys creat l1/a l1 -- symlink d l1/b -- mkdir l1/d -- mkdir l1/d/e -- symlink a l1/d/e/g -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys mkdir m/a 755 -- renameat2 m/b m/c exchange -- unlink m/d/e -- renameat2 m/a m/b/x exchange
sys truncate m/a 7 -- link m/a/. m/c -- link m/a m/a -- cat m/d/e
sys append m/c more -- link m/c/. m/d/e/g -- rmdir m/d/e -- chown m/d/e/g 2000 1000
sys creat m/b/. three -- rename m/b/x m/d/f -- chmod m/a/y/.. 0
sys renameat2 m/b m/d/e/g noreplace -- rename m/d/e/g m/d/f -- symlink a m/a/y/.. -- cat m/ln
sys renameat2 m/b/x m/ln exchange -- rename m/d/e m/b -- truncate m/d/ 7 -- creat m/d/e/g x
sys creat m/d/f x -- mkdir m/ln 755 -- rename m/a/y m/d/f -- readlink m/a/y
sys cat m/a -- readlink m/d -- rename m/d/e m/a -- unlink m/d/f
sys open m/d/e/g wronly -- close -- stat m/b/x/. nlink -- renameat2 m/d m/b/x exchange -- readlink m/d
sys link m/b/.. m/a/y -- symlink a m/d/f -- truncate m/ln/.. 4 -- readlink m/c
sys renameat2 m/ln m/d/f noreplace -- renameat2 m/ln m/b exchange -- cat m/ln -- chmod m/a/y/ 755
sys append m/c/. more -- append m/b/x/. more -- rmdir m/d/e/g
sys open m/a wronly,creat,excl -- close -- rename m/ln m/ln -- renameat2 m/b m/c noreplace -- stat m/b mode
sys ls m/b/ -- stat m/a/y/. type -- rename m/a m/d/f -- link m/d/e/g m/b/x
sys symlink nope m/d/e/g -- rename m/a/y m/d/e/g
sys creat m/d x -- truncate m/a 4 -- rename m/b/x/ m/b/x/. -- truncate m/b/x/.. 7
sys creat m/d/e x -- rename m/a/y m/b -- open m/b wronly -- close -- stat m/c/ nlink
sys mkdir m/b 111 -- cat m/c -- chown m/d/e/g 2000 1000
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
