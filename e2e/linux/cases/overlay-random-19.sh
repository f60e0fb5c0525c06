# title: a random script of overlay, seed 19
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/c l2 -- mkdir l2/d/e -- ls l2
sys creat l1/a l1 -- creat l1/b l1 -- creat l1/c l1 -- mkdir l1/d -- creat l1/d/f l1 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys creat m/d/e two -- rename m/a/y m/c -- mkdir m/d/e 644 -- ls m/d/e
sys chmod m/b/x/. 755 -- readlink m/b -- stat m/c gid
sys mkdir m/a/y 0 -- creat m/ln x -- renameat2 m/ln m/b/x exchange
sys rmdir m/b/x/.. -- chmod m/d/f 700
sys stat m/d/f/. type -- unlink m/d/e/g/ -- creat m/a x -- rename m/a/y m/d/f
sys stat m/a/.. uid -- rename m/d/f m/d/e/g -- mkdir m/a/y 755 -- symlink ../c m/ln/..
sys open m/d wronly,trunc -- close -- symlink /mnt m/a -- mkdir m/a/y 2755 -- rename m/d m/ln
sys rename m/d/f m/ln -- rmdir m/b/x -- chmod m/d/e 600 -- cat m/b
sys ls m/a/. -- stat m/ln/ uid -- rename m/ln m/d/f -- link m/b/x m/d/f
sys unlink m/d -- append m/d/f more -- renameat2 m/d/e/g m/ln exchange -- creat m/a/y x
sys creat m/a three -- ls m/a/y -- truncate m/d/. 6 -- mkdir m/a/y
sys mkdir m/b/x -- ls m/d/e/g -- symlink nope m/d/ -- append m/a/y more
sys creat m/d x -- mkdir m/b/x/ 1777 -- append m/c more -- rename m/b m/c
sys stat m/d/ type -- ls m/b -- rename m/ln m/a/y
sys chown m/d/e/g 2000 2000 -- renameat2 m/c m/b exchange -- unlink m/d -- append m/a/y/. more
sys rename m/b/x m/a -- rename m/b m/b/x -- chmod m/ln 2755
sys creat m/a/y x -- unlink m/c -- ls m/b -- truncate m/d/.. 5
sys truncate m/b/x 2 -- rename m/b m/d -- mkdir m/d/e/g -- truncate m/b 8
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
