# title: a random script of users, seed 20
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 3777 t; cd t
asuser 1000 sys unlink d/e -- append a more -- rename a/y d -- open d/e/g wronly -- close
sys readlink a/y -- stat d/f uid -- mkdir a/y
sys stat d/e mode -- ls d/f -- unlink a -- chmod b 600
asuser 2000 sys ls ln/.. -- link d/f d -- open b/ wronly -- close -- rename a d/f
sys stat a/y/. mode -- creat a/y one -- renameat2 a/y d/e/g noreplace -- creat a two
sys link b/x a/y -- mkdir a/y -- chown d/f/.. 1000 2000
sys mkdir b/x/. 111 -- unlink b/x/.. -- unlink ln -- readlink d/e/g
sys rename b d/e/g -- stat b/ uid -- mkdir a/ 700 -- unlink d/e/g/
asuser 2000 sys open a/y/. rdonly,nofollow -- close -- rename b/x c -- chmod a 4711 -- rmdir a/y
sys creat d/e x -- renameat2 b/x b noreplace -- readlink d -- mkdir d/e
sys creat c/ one -- ls c -- renameat2 b/x d/f exchange
asuser 2000 sys open d/f rdwr,creat -- close -- rename b c -- ls d/f -- stat a/y type
sys renameat2 d/e/g d/f exchange -- append c more -- rename d/e a -- link a/.. d/f
asuser 2000 sys ls d/e/g -- creat d/e x -- mkdir d/f 400 -- symlink d/e/ d/e/g/
sys renameat2 b d/e/g exchange -- creat c/. two -- rename d/e/g a -- cat b
sys readlink d -- rmdir d/e/g -- append a/.. more -- creat c x
sys cat b/x -- renameat2 a/y b exchange -- rename d d/. -- unlink ln
asuser 1000 sys rename a/y a -- creat a x -- chmod ln/. 0 -- renameat2 b a/y exchange
asuser 2000 sys rename d c -- mkdir a -- chmod a/y 644 -- chmod d/e/g 400
asuser 2000 sys readlink a -- creat a/y x -- creat a/y x -- mkdir a/y 700
sys chmod b/x/. 600 -- cat ln -- mkdir a -- truncate a 7
asuser 2000 sys rmdir a/y -- mkdir b/x -- mkdir d/e/g/.. 644 -- renameat2 a/y d exchange
sys stat ln/ uid -- chown a/y/. 0 2000 -- mkdir c/ 0
sys append a/y/ more -- truncate a 6 -- truncate d 8 -- chown a/y 0 2000
asuser 2000 sys truncate ln/.. 2 -- append d/.. more -- chown a/y 1000 0 -- mkdir c/.. 1777
cd ..; sys tree t
