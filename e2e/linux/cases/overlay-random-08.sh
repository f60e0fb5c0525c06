# title: a random script of overlay, seed 8
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys mkdir l2/a -- creat l2/b l2 -- mkdir l2/d -- mkdir l2/d/e -- creat l2/d/f l2 -- creat l2/d/e/g l2 -- ls l2
sys mkdir l1/a -- mknod l1/b c 0 0 -- mkdir l1/d -- mkdir l1/d/e -- mknod l1/d/f c 0 0 -- symlink d l1/d/e/g -- ls l1
sys symlink d u/a -- mkdir u/d -- creat u/d/f u -- creat u/d/e/g u
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=off m
sys tree m
sys creat m/d/e x -- chown m/d/e/g 1000 1000 -- creat m/a x -- rename m/d/e/g m/a/y
sys mkdir m/d/e -- stat m/b/x/.. gid -- readlink m/d -- chown m/d 2000 2000
sys symlink d/e/ m/d/.. -- renameat2 m/b m/c noreplace -- rename m/d m/d/..
sys stat m/a/y/. uid -- rmdir m/b/.. -- stat m/d/f mode -- chown m/a/y 1000 1000
sys renameat2 m/ln m/d/f exchange -- ls m/a -- chmod m/d/e 644 -- truncate m/ln 5
sys cat m/d/f -- chown m/c 0 2000 -- open m/a/y/ wronly,creat,excl -- close -- symlink ../c m/d
sys chown m/b 1000 0 -- rename m/b m/d -- rename m/d/e m/d/e -- mkdir m/b
sys link m/b m/b/x -- mkdir m/b 755 -- renameat2 m/d m/d/e exchange -- stat m/d/f gid
sys creat m/b x -- creat m/ln one -- chmod m/a/y/ 644
sys creat m/d/f three -- rename m/b/ m/d/f -- rename m/d/e m/b/x -- chmod m/b/x 644
sys ls m/d/e/. -- open m/a rdwr,creat -- close -- stat m/a/y type -- ls m/b/x
sys append m/d/e more -- rename m/c m/a -- append m/d/f more -- mkdir m/b/x 400
sys link m/d/e/g/. m/b/x -- ls m/b/ -- creat m/d two -- chown m/d/.. 0 2000
sys creat m/b/x x -- chmod m/a 600 -- ls m/b/.
sys symlink d/e/ m/ln -- rename m/a m/c -- mkdir m/a 0 -- unlink m/a/y
sys readlink m/d -- renameat2 m/ln m/d noreplace -- mkdir m/c 0 -- rename m/d/e m/ln
sys append m/b/x more -- stat m/ln/. mode -- chmod m/b/x 600 -- unlink m/ln
sys renameat2 m/d/e/g m/a noreplace -- truncate m/d/f 0 -- mkdir m/d/e/g/.. 1777 -- cat m/d
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
