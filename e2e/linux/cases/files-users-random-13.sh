# title: a random script of users, seed 13
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 1777 t; cd t
asuser 2000 sys rmdir b -- chown d/e/g 1000 2000 -- truncate a/y 1 -- chmod d/e/g/ 0
sys creat b/x x -- renameat2 d/e/g c noreplace -- mkdir b/x 700
sys unlink d/e/.. -- mkdir a 111 -- rename d ln -- readlink d/f
asuser 2000 sys unlink c -- chmod b/. 700 -- mkdir d/f -- ls a/..
sys symlink ../c d/e/g -- rmdir d/f/ -- creat a two -- mkdir b/x 755
asuser 2000 sys open d/f rdonly,directory -- close -- append d more -- rename ln d/e/. -- chmod ln 600
asuser 1000 sys renameat2 b/x d noreplace -- open d/e wronly,trunc -- close -- mkdir a 2755 -- unlink d/e
asuser 2000 sys readlink b/x -- rename d/f d/e -- symlink ln c -- chmod d/f 755
asuser 2000 sys open d/f/.. rdonly,nofollow -- close -- truncate b 2 -- creat d three -- rename b a
asuser 1000 sys symlink a c -- open a/y wronly,creat,excl -- close -- link d/e b
asuser 2000 sys rename d/e d/f -- open b/.. wronly,creat,excl -- close -- stat d/e/g/ uid -- unlink d/.
asuser 2000 sys append c more -- append d more -- open a/y wronly -- close -- chown b/x/.. 2000 2000
asuser 1000 sys chmod d/e/g/.. 111 -- renameat2 a d/f exchange -- unlink b -- mkdir b 2755
asuser 2000 sys truncate d/e/g 4 -- rename c d/e/.. -- creat b three -- rmdir a/..
asuser 1000 sys cat ln -- mkdir d/e/g 700 -- rename d/e/g d/f -- rmdir d/..
asuser 2000 sys creat d/f x -- chown d 0 1000 -- mkdir c/ 600 -- chmod c 2755
sys truncate a/y 0 -- mkdir a/y -- open d/f wronly -- close -- cat a/y
asuser 1000 sys creat d/e/ two -- mkdir a/y -- unlink d/e -- renameat2 b c exchange
asuser 2000 sys link d/f/. d/e -- link c c -- chown a/y/.. 0 2000 -- open b/x wronly -- close
asuser 2000 sys chown b/x/.. 2000 0 -- ls c/.. -- mkdir b/x 4711 -- readlink b/x
sys cat b -- mkdir c 700 -- append d/f/.. more -- cat d/e
asuser 1000 sys creat b x -- unlink d/e/g -- chmod ln/.. 600 -- creat b/x/. one
asuser 1000 sys rmdir a/y -- rename c/. d/.. -- readlink b/x
asuser 2000 sys unlink d/f/.. -- unlink d -- rename a a -- creat b x
asuser 2000 sys rmdir d/e/. -- mkdir d/e/g 400 -- readlink ln -- symlink nope d/e/g/
cd ..; sys tree t
