# title: a random script of overlay, seed 2
# group: overlay
# needs: root sys overlay
mkdir l1 l2 u w m
sys symlink d l2/a -- mkdir l2/d/e -- mkdir l2/d/f -- mkdir l2/d/e/g -- ls l2
sys symlink a l1/a -- creat l1/b l1 -- creat l1/c l1 -- mkdir l1/d -- ls l1
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=on m
sys tree m
sys append m/d/e more -- rename m/a/y m/d/e/g -- rename m/a/y m/c -- rename m/b/x/. m/d/f
sys readlink m/d -- mkdir m/b -- creat m/a/y/ two -- creat m/a x
sys chmod m/d/e/g 700 -- mkdir m/b/x/. 755 -- rmdir m/b/x -- link m/d/f/. m/d/e/g
sys ls m/ln -- rmdir m/d/f/.. -- chown m/c 2000 2000
sys link m/d/f m/b/x -- creat m/d/e x -- chmod m/d/e/g/. 4711 -- mkdir m/c 755
sys rmdir m/a/y -- creat m/d/e/g three -- symlink a m/d -- creat m/c/ two
sys rename m/d/f m/d/e -- chmod m/b/x 700 -- stat m/a/y uid
sys rmdir m/d/e/g -- mkdir m/d/e/g/. 4711 -- rename m/d m/d -- chmod m/d/e 600
sys unlink m/d/e/. -- mkdir m/d/f 0 -- readlink m/b/x
sys rename m/a/y m/d/e -- rename m/b/x/. m/ln/.. -- truncate m/a/y/.. 6 -- chown m/d/e 1000 1000
sys mkdir m/c -- append m/ln more -- link m/b m/a -- open m/d/e/g rdonly,nofollow -- close
sys rename m/a/y m/d -- cat m/d -- mkdir m/d -- mkdir m/ln
sys ls m/d/e -- creat m/d/e/g x -- ls m/d -- stat m/a/y mode
sys chmod m/b/x 755 -- ls m/d/e -- creat m/d/f x -- truncate m/b/x 0
sys chmod m/b 111 -- mkdir m/c -- rmdir m/d/e -- chown m/b/ 2000 0
sys unlink m/ln -- creat m/a/y x -- rmdir m/a -- mkdir m/ln
sys rename m/a m/b -- truncate m/d/.. 3 -- chown m/ln 1000 1000 -- mkdir m/c
sys creat m/ln three -- ls m/d/f/ -- rename m/d/e/g m/ln -- rename m/a m/d
sys tree m -- tree u -- tree l1
umount m
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m
sys tree m
umount m
