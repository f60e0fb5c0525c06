# title: a random script of overlay, seed 13
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink d l2/b -- symlink a l2/c -- mkdir l2/d -- mkdir l2/d/e -- creat l2/d/f l2 -- symlink nope l2/d/e/g -- ls l2
sys creat l1/a l1 -- mkdir l1/b -- mkdir l1/d/e -- ls l1
sys creat u/a u -- creat u/b u -- creat u/c u -- mkdir u/d -- mkdir u/d/e -- mknod u/d/f c 0 0 -- creat u/d/e/g u
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys rmdir m/d/.. -- mkdir m/a/y -- cat m/d/e -- mkdir m/a 111
sys rename m/d m/ln -- readlink m/d/f -- unlink m/b/ -- creat m/b/x/. two
sys chown m/b 2000 1000 -- append m/c more -- creat m/d/e/g two -- unlink m/a/..
sys rename m/d/e/g m/d/e -- mkdir m/d/e/g -- rename m/d m/d/f -- link m/b m/d
sys readlink m/a -- append m/d/e/g/. more -- stat m/d/e/.. nlink
sys renameat2 m/b/x m/d noreplace -- open m/d/e wronly,trunc -- close -- mkdir m/a 2755 -- unlink m/d/e
sys stat m/b type -- symlink nope m/ln -- rename m/b/x m/d/e -- open m/c rdwr,creat -- close
sys open m/d/f/.. rdonly,nofollow -- close -- truncate m/b 2 -- creat m/d three -- rename m/b m/a
sys truncate m/ln/.. 2 -- rmdir m/b/x -- open m/a/y wronly,creat,excl -- close -- link m/d/e m/b
sys mkdir m/d/f -- rmdir m/d/f -- chown m/d/f 0 0 -- creat m/d x
sys unlink m/d/. -- truncate m/d/.. 5 -- append m/d more -- open m/a/y wronly -- close
sys chown m/b/x/.. 2000 2000 -- mkdir m/d/e/g -- chmod m/d/e/g 111
sys append m/ln/ more -- creat m/c x -- symlink ../c m/b/x/.. -- truncate m/d/e/g 4
sys rename m/c m/d/e/.. -- creat m/b three -- rmdir m/a/.. -- readlink m/c
sys renameat2 m/c m/d/e/g exchange -- open m/d/e/g/.. wronly,creat,excl -- close -- rmdir m/d/.. -- rmdir m/d/e/..
sys chown m/d 0 1000 -- mkdir m/c/ 600 -- chmod m/c 2755 -- rename m/ln m/a/y
sys renameat2 m/d/e m/d/f exchange -- open m/d/f wronly -- close -- cat m/a/y -- creat m/b x
sys rename m/ln/. m/d/f/.. -- stat m/b/.. nlink -- chown m/b/x 2000 1000
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
