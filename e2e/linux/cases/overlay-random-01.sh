# title: a random script of overlay, seed 1
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/b l2 -- mkdir l2/d/e -- mkdir l2/d/f -- ls l2
sys creat l1/a l1 -- symlink a l1/b -- mkdir l1/c -- mkdir l1/d -- mkdir l1/d/e -- creat l1/d/f l1 -- creat l1/d/e/g l1 -- ls l1
sys creat u/b u -- creat u/c u -- mkdir u/d -- mkdir u/d/e -- creat u/d/f u -- mknod u/d/e/g c 0 0
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys stat m/a/.. mode -- rename m/d/f m/d -- mkdir m/d/e/g -- chown m/ln/. 1000 0
sys truncate m/a/y/. 0 -- rmdir m/a/y -- open m/d/e/g wronly,trunc -- close -- unlink m/b/x
sys renameat2 m/d/e m/d noreplace -- stat m/d/e/g gid -- link m/d/f m/ln -- cat m/d/e
sys link m/a/y m/a -- link m/c/ m/d/e -- symlink /mnt m/ln -- mkdir m/ln 111
sys creat m/d/f one -- renameat2 m/d/f m/a noreplace -- ls m/a/y -- rename m/c m/d/f
sys mkdir m/b/x/ 755 -- chown m/d/e/g/ 2000 2000 -- creat m/d/f x -- open m/a/. wronly -- close
sys chown m/d 2000 0 -- rename m/c m/b/x -- rename m/b m/a/y/ -- cat m/d/e/g
sys chmod m/d/e 700 -- creat m/a/ three -- unlink m/b/. -- ls m/d/e/g/..
sys creat m/d/f/.. one -- append m/a/y more -- symlink nope m/a/y -- chown m/ln 0 0
sys rename m/d/e/g m/d/e/g -- ls m/a -- rename m/a m/d -- append m/b more
sys link m/b/x m/b/x -- chown m/d/f/ 2000 2000 -- ls m/b/x -- open m/d/e/g/ rdwr,creat -- close
sys rmdir m/a/ -- append m/d/f more -- mkdir m/ln 0
sys chmod m/a/y/ 755 -- unlink m/b/x -- symlink a m/d/f -- creat m/b/x x
sys chmod m/b 1777 -- ls m/c -- creat m/d/f x -- readlink m/c
sys rmdir m/d/. -- open m/c/.. rdonly -- close -- open m/a/y rdonly -- close -- creat m/c two
sys rename m/b m/d/e/g -- readlink m/b -- creat m/d/e/ one -- creat m/a/y/.. two
sys chown m/d/e 0 0 -- renameat2 m/c m/ln noreplace -- renameat2 m/d/f m/a/y noreplace
sys rename m/ln/.. m/c -- ls m/ln -- rename m/a/y m/b/x -- symlink d m/b
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
