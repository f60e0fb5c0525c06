# title: a random script of overlay, seed 17
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/a l2 -- creat l2/c l2 -- mkdir l2/d -- mkdir l2/d/f -- creat l2/d/e/g l2 -- ls l2
sys creat l1/a l1 -- symlink a l1/c -- mkdir l1/d -- mkdir l1/d/e -- symlink nope l1/d/f -- ls l1
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w,redirect_dir=on m
sys tree m
sys cat m/d -- rename m/d/f m/d/e/g -- cat m/c -- renameat2 m/d m/c noreplace
sys readlink m/d/e -- stat m/c/ type -- open m/d/e wronly -- close
sys rename m/b m/a -- stat m/d nlink -- mkdir m/c
sys ls m/d/f -- truncate m/d/e/. 1 -- chown m/d/. 2000 2000 -- readlink m/d
sys rename m/a/y m/d/e/g -- rmdir m/b/x/. -- renameat2 m/ln m/b/x noreplace -- append m/a more
sys rename m/c m/c -- append m/c more -- mkdir m/d/e/g
sys rmdir m/d/ -- renameat2 m/d/f m/d/f exchange -- rename m/c m/ln -- mkdir m/ln 755
sys open m/d/. rdonly,nofollow -- close -- rename m/ln m/b/ -- ls m/d -- unlink m/b/x
sys cat m/a/y -- truncate m/b/x/ 2 -- chmod m/c/.. 1777 -- rename m/a/y/.. m/d/e
sys stat m/d/f type -- rename m/d/e m/d/e/g -- rename m/d/e m/a -- creat m/d x
sys symlink /mnt m/b/ -- chown m/d/f/.. 2000 2000 -- rmdir m/d/f/ -- append m/b/x/. more
sys unlink m/b/x/.. -- renameat2 m/c m/b exchange -- readlink m/c -- mkdir m/d/f
sys mkdir m/a 111 -- ls m/d -- chown m/a/y 0 0 -- link m/c/ m/a
sys rename m/d/f m/d -- append m/c more -- unlink m/ln -- truncate m/a/.. 2
sys rename m/d/e m/ln -- cat m/b/x -- creat m/d/f two
sys cat m/d -- stat m/c mode -- cat m/d/e -- rename m/d/f m/b/x
sys rmdir m/c -- ls m/d/e -- cat m/b -- renameat2 m/b/x m/d noreplace
sys readlink m/d -- truncate m/d/e/g 4 -- append m/b/x more -- readlink m/a
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1,upperdir=u,workdir=w m
sys tree m
umount m
