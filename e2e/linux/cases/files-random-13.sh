# title: a random script of files, seed 13
# group: files
# needs: root sys
mkdir t; cd t
sys link c/.. d/f -- chown d/e/g 1000 2000 -- truncate a/y 1 -- chmod d/e/g/ 0
sys creat b/x/.. one -- rename d/f/ c/ -- mkdir b/x 700 -- mkdir a/y
sys cat d/e -- mkdir a 111 -- rename d ln -- readlink d/f
sys unlink b/ -- creat b/x/. two -- chown b 2000 1000 -- append c more
sys creat d/e/g two -- unlink a/.. -- rename d/e/g d/e -- mkdir d/e/g
sys rename d d/f -- link b d -- readlink a -- append d/e/g/. more
sys stat d/e/.. nlink -- renameat2 b/x d noreplace -- open d/e wronly,trunc -- close
sys mkdir a 2755 -- unlink d/e -- stat b type -- symlink nope ln
sys rename b/x d/e -- open c rdwr,creat -- close -- open d/f/.. rdonly,nofollow -- close -- truncate b 2
sys creat d three -- rename b a -- truncate ln/.. 2 -- rmdir b/x
sys open a/y wronly,creat,excl -- close -- link d/e b -- mkdir d/f -- rmdir d/f
sys chown d/f 0 0 -- creat d x -- unlink d/. -- truncate d/.. 5
sys append d more -- open a/y wronly -- close -- chown b/x/.. 2000 2000 -- mkdir d/e/g
sys chmod d/e/g 111 -- append ln/ more -- creat c x
sys symlink ../c b/x/.. -- truncate d/e/g 4 -- rename c d/e/.. -- creat b three
sys rmdir a/.. -- readlink c -- renameat2 c d/e/g exchange -- open d/e/g/.. wronly,creat,excl -- close
sys rmdir d/.. -- rmdir d/e/.. -- chown d 0 1000 -- mkdir c/ 600
sys chmod c 2755 -- rename ln a/y -- renameat2 d/e d/f exchange -- open d/f wronly -- close
sys cat a/y -- creat b x -- rename ln/. d/f/..
sys stat b/.. nlink -- chown b/x 2000 1000 -- rename d/e c -- chown c 1000 2000
sys unlink d/f/. -- link d/f c -- chown b/x/.. 2000 0 -- ls c/..
sys mkdir b/x 4711 -- readlink b/x -- link a/. a -- ls a/y
sys append d/f/.. more -- cat d/e -- chown b/x/.. 2000 1000 -- open d/e/.. wronly -- close
sys cat b -- creat d/f x -- open b rdwr,creat -- close -- cat d/e/g
sys open a wronly,trunc -- close -- symlink ln b -- cat a/y -- rename ln d
cd ..; sys tree t
