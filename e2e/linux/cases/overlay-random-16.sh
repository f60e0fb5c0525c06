# title: a random script of overlay, seed 16
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/a l2 -- creat l2/b l2 -- symlink d l2/c -- mkdir l2/d -- mkdir l2/d/e -- ls l2
sys creat l1/b l1 -- symlink a l1/c -- mkdir l1/d -- mkdir l1/d/e -- mkdir l1/d/f -- mknod l1/d/e/g c 0 0 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=on m
sys tree m
sys chmod m/d/e/g 644 -- chmod m/c 755 -- rename m/d/e/g m/d/e/g -- mkdir m/ln/. 0
sys stat m/d/e uid -- symlink d m/b/.. -- rmdir m/d/e/g -- rename m/a/y m/c
sys rename m/a m/a/y/. -- link m/b m/d/e -- open m/b rdwr,creat -- close -- cat m/d/f
sys mkdir m/d -- cat m/a/y -- chown m/b 0 0 -- creat m/d/f x
sys rename m/d/f m/d/f -- rmdir m/c/ -- rename m/c m/c
sys readlink m/d/f -- rename m/b/x m/b -- creat m/d two -- renameat2 m/d/e/g m/d/e/g noreplace
sys symlink d m/d/e/g -- chmod m/a 600 -- unlink m/b/x -- rename m/c/. m/ln
sys renameat2 m/d/e/g m/ln noreplace -- ls m/a/y/.. -- mkdir m/b
sys unlink m/b/x -- chown m/d/f/ 2000 2000 -- chown m/d/e/g 1000 1000 -- mkdir m/d
sys rename m/ln m/ln/. -- unlink m/d/e/g/ -- append m/d/e/g more
sys ls m/d/f/. -- rename m/c m/c -- rename m/ln/ m/c/.. -- ls m/d/f
sys rename m/d m/c -- mkdir m/b -- append m/ln more
sys stat m/c/ type -- stat m/a/.. nlink -- link m/c/. m/c -- creat m/b/x x
sys ls m/b -- rename m/d m/ln -- symlink d m/c -- cat m/d/e/g
sys rename m/d/e m/a/y -- rename m/ln m/b -- rename m/c m/d -- stat m/d/e/g nlink
sys mkdir m/d/e/. 400 -- mkdir m/ln 644 -- mkdir m/a -- stat m/d/e type
sys link m/d/e/g m/c -- chown m/a 0 0 -- rmdir m/d/e/g
sys chown m/b/ 1000 2000 -- symlink ../c m/d/e/g -- rename m/b m/b/x -- mkdir m/b 111
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
