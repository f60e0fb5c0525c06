# title: a random script of overlay, seed 18
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/a l2 -- mkdir l2/b -- creat l2/c l2 -- mkdir l2/d -- creat l2/d/f l2 -- creat l2/d/e/g l2 -- ls l2
sys creat l1/a l1 -- mkdir l1/c -- mkdir l1/d -- mkdir l1/d/e -- mknod l1/d/f c 0 0 -- mknod l1/d/e/g c 0 0 -- ls l1
sys creat u/a u -- creat u/b u -- mkdir u/d -- mkdir u/d/e -- mknod u/d/f c 0 0 -- symlink d u/d/e/g
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys readlink m/b/x -- rename m/b/x m/d/f -- mkdir m/d/e 2755 -- cat m/d/e
sys creat m/b/x three -- mkdir m/b 600 -- chmod m/d/f 600 -- cat m/a/y
sys rmdir m/d/f -- ls m/a/y -- rename m/ln m/d/f -- cat m/b
sys stat m/a/y type -- ls m/d/f -- mkdir m/a/y
sys append m/b/. more -- chmod m/a/y 111 -- creat m/d/e x -- chmod m/b/x 600
sys renameat2 m/d/e/g m/a/y noreplace -- cat m/a -- truncate m/c 1
sys unlink m/d/. -- rename m/d m/c -- truncate m/a/. 2 -- rmdir m/a/y/
sys ls m/d/f -- stat m/d/e nlink -- mkdir m/c 644 -- mkdir m/d/e/g/. 700
sys link m/a/ m/a -- rmdir m/c -- renameat2 m/d/e/g m/d/f noreplace -- link m/a/y m/b
sys creat m/d/e/g x -- symlink ln m/c -- rename m/ln m/c -- append m/c/.. more
sys symlink ln m/b/x -- creat m/d/f/ one -- chown m/b/x 1000 0
sys readlink m/a/y -- link m/a/.. m/c -- mkdir m/a -- cat m/b/x
sys rmdir m/d/e/g -- readlink m/d/e/g -- symlink nope m/b/x/.. -- open m/d/e/g rdonly -- close
sys rmdir m/ln -- mkdir m/d/f -- renameat2 m/b m/d/e noreplace -- chmod m/b/x/ 755
sys stat m/a/y/ nlink -- link m/a/y m/ln -- link m/a/y/ m/d/f -- renameat2 m/d/e/g m/d/e noreplace
sys creat m/a/y two -- mkdir m/d/f/. 0 -- link m/d/e/g m/d -- mkdir m/a/ 644
sys creat m/a/y/.. one -- rename m/b m/d -- ls m/c/.. -- rename m/a/y m/d/e
sys stat m/d/ nlink -- readlink m/a -- rename m/d/e m/b/x -- creat m/d/e/g three
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
