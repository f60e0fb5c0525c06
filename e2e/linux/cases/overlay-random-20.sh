# title: a random script of overlay, seed 20
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys creat l2/a l2 -- mkdir l2/d -- mkdir l2/d/e -- ls l2
sys mknod l1/a c 0 0 -- creat l1/c l1 -- mkdir l1/d -- mkdir l1/d/e -- creat l1/d/e/g l1 -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys stat m/d/f uid -- mkdir m/a/y -- ls m/a/..
sys ls m/b -- chown m/d/e/g/ 1000 2000 -- chmod m/b 600 -- open m/d/e/g wronly,trunc -- close
sys link m/d/f m/d -- open m/b/ wronly -- close -- rename m/a m/d/f -- truncate m/a 7
sys renameat2 m/b m/a/y noreplace -- link m/ln m/d/e/g -- link m/a/y m/a -- readlink m/d
sys link m/b/x m/a/y -- mkdir m/a/y -- chown m/d/f/.. 1000 2000
sys creat m/d/e/g x -- rmdir m/d/e/g -- unlink m/b/x/.. -- unlink m/ln
sys readlink m/d/e/g -- open m/d/e/g wronly,trunc -- close -- stat m/b/ uid -- mkdir m/a/ 700
sys unlink m/d/e/g/ -- ls m/b -- append m/d/e/g more -- ls m/c
sys ls m/b/x/.. -- rmdir m/a/y -- unlink m/c -- renameat2 m/b/x m/b noreplace
sys readlink m/d -- mkdir m/d/e -- chown m/a/y/.. 0 0 -- ls m/c
sys renameat2 m/b/x m/d/f exchange -- chown m/d/f 2000 1000 -- rename m/b m/c
sys ls m/d/f -- stat m/a/y type -- mkdir m/b/.. 700 -- open m/d wronly,trunc -- close
sys rename m/d/e m/a -- link m/a/.. m/d/f -- open m/c wronly,trunc -- close -- creat m/d/e x
sys mkdir m/d/f 400 -- symlink d/e/ m/d/e/g/ -- stat m/d/f mode -- readlink m/d/f
sys ls m/c -- rename m/d/e/g m/a -- cat m/b -- open m/d/f/ rdonly,directory -- close
sys mkdir m/ln 0 -- rename m/d/e/g m/c -- unlink m/a -- renameat2 m/a/y m/b exchange
sys rename m/d m/d/. -- unlink m/ln -- symlink ln m/a/y -- cat m/ln
sys creat m/a x -- chmod m/ln/. 0 -- renameat2 m/b m/a/y exchange -- rename m/a m/d
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
