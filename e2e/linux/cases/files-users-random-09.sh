# title: a random script of users, seed 9
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 2777 t; cd t
asuser 1000 sys rename b/x d/e -- cat a -- chown a 1000 0 -- mkdir d/f 700
sys chown ln/.. 1000 1000 -- mkdir c -- stat d/e uid -- creat c one
asuser 2000 sys open d/f wronly,trunc -- close -- append a/y more -- rename a/y b -- stat a/.. type
sys readlink b/x -- stat a/ uid -- rename d/e/g d/e -- link d/f/ c
sys ls b/x -- rename d/e a -- ls c -- truncate d/e/g 6
asuser 2000 sys ls a/y -- creat b/x/ two -- truncate ln 2 -- truncate a 2
asuser 2000 sys rmdir c -- cat ln -- renameat2 c b/x exchange -- rmdir c/
asuser 1000 sys readlink a -- open d/e/.. rdonly -- close -- chmod d/e 600 -- append c/.. more
sys creat b/x two -- rmdir c/ -- rmdir c/
sys rename b d/f -- rename a/y d -- creat ln x -- chmod c/. 755
sys rename d/f d -- rename b ln -- append c/.. more -- mkdir b/. 4711
asuser 1000 sys unlink d/f -- unlink c -- rename c a -- open d/. rdonly -- close
asuser 2000 sys unlink c/. -- renameat2 ln a/y noreplace -- rename a d -- unlink a/y/.
asuser 2000 sys rmdir b -- unlink d/e/g/.. -- ls a/y/. -- creat d/e three
asuser 1000 sys mkdir d/e/g 111 -- rename b/x/.. d/f/.. -- append b/x more -- symlink d/e/ d
asuser 2000 sys truncate a/y 6 -- truncate ln 8 -- mkdir a
asuser 1000 sys open b/ rdonly,directory -- close -- mkdir b/.. 700
asuser 1000 sys rename b/x d/e/g -- renameat2 b a noreplace -- rename d/f/.. b/ -- readlink d/e/g
asuser 1000 sys rename d/f d/e -- creat d/f x -- open ln/. rdwr,creat -- close -- rename ln d/
asuser 1000 sys stat ln/. mode -- append ln more -- rename d ln
sys cat b/x -- link a b -- open b wronly,creat,excl -- close -- link d/f/ d/e/g
asuser 1000 sys unlink b -- chown b/x 0 0 -- ls ln -- renameat2 ln ln exchange
asuser 1000 sys rename b ln -- unlink c -- mkdir d/f -- creat d/f x
asuser 2000 sys readlink d/e -- rmdir d/e -- unlink a/ -- truncate d/.. 2
asuser 2000 sys rename d d -- truncate a/y/ 7 -- rename d/f a -- cat c
cd ..; sys tree t
