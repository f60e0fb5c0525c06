# title: a random script of overlay, seed 7
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink a l2/b -- mkdir l2/d/e -- creat l2/d/e/g l2 -- ls l2
sys mknod l1/b c 0 0 -- mknod l1/c c 0 0 -- mkdir l1/d -- mkdir l1/d/e -- mknod l1/d/e/g c 0 0 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys cat m/d/f -- ls m/d -- symlink /mnt m/ln -- readlink m/b/x
sys truncate m/c 1 -- chmod m/c 4711 -- chmod m/c 1777 -- rename m/c m/b
sys unlink m/a/y -- symlink ../c m/ln -- cat m/d/e -- mkdir m/d/e/g/ 755
sys renameat2 m/b/x m/d/e/g noreplace -- renameat2 m/ln m/d exchange -- rename m/b/x m/ln
sys unlink m/b/.. -- unlink m/d -- open m/d/f wronly,creat,excl -- close -- renameat2 m/c m/a/y noreplace
sys open m/d/f/ rdonly,nofollow -- close -- symlink d m/d -- symlink ln m/c/. -- chmod m/b/x 644
sys creat m/d/f two -- stat m/a/y mode -- rename m/b m/b
sys open m/d/e/g rdonly,directory -- close -- rename m/b/x m/a -- rename m/d m/c
sys truncate m/c 5 -- append m/d/f more -- creat m/a/y three -- creat m/b/ three
sys mkdir m/a 400 -- rename m/d/f m/a/y -- ls m/d/e/g -- creat m/d/e x
sys mkdir m/b/x -- append m/d/f/ more -- link m/b m/d/e -- readlink m/b/x
sys append m/d/e more -- append m/d/f more -- readlink m/d/e/g -- rmdir m/b
sys creat m/d/f x -- symlink nope m/d/f/. -- creat m/b/x x -- chown m/d/e/g/. 0 1000
sys mkdir m/b -- append m/ln/. more -- cat m/a/y -- truncate m/c 3
sys ls m/b/x -- link m/d/e m/b/x -- append m/d/f more -- rename m/d m/d/e/g
sys rename m/ln m/d -- open m/c/ wronly,creat,excl -- close -- stat m/b/.. nlink -- rmdir m/d
sys mkdir m/b/x 600 -- ls m/b -- chmod m/d/f 2755 -- readlink m/a
sys renameat2 m/d m/a exchange -- rename m/d/f m/b -- truncate m/ln 4
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
