# title: a random script of files, seed 9
# group: files
# needs: root sys
mkdir t; cd t
sys renameat2 ln b/x noreplace -- cat a -- chown a 1000 0 -- mkdir d/f 700
sys symlink ../c ln/.. -- mkdir ln -- mkdir c -- stat d/e uid
sys creat c one -- rmdir b/. -- cat a/y -- append a/y more
sys rename a/y b -- stat a/.. type -- rename ln b/x -- stat a/ uid
sys rename d/e/g d/e -- link d/f/ c -- creat d/e x
sys rename d/e a -- ls c -- truncate d/e/g 6 -- chown d/e/. 1000 1000
sys rmdir a/y -- open c/.. wronly,creat,excl -- close -- truncate a/y/.. 0
sys cat ln -- renameat2 c b/x exchange -- rmdir c/
sys renameat2 a/y a exchange -- rename a d/e/g -- rename d/e d/f -- cat b/x
sys chmod b 700 -- renameat2 d/e/g c noreplace -- rmdir c/
sys symlink ln b -- rename a/y d -- creat ln x -- chmod c/. 755
sys truncate b/x 2 -- rename b ln -- append c/.. more -- mkdir b/. 4711
sys readlink d/f -- symlink ../c a/y -- link ln a -- open d/. rdonly -- close
sys stat a/y/.. type -- renameat2 ln a/y noreplace -- rename a d -- unlink a/y/.
sys ls d/e/. -- rmdir a/y -- truncate b/x/ 7 -- creat d/e three
sys stat c gid -- rename d/e/g b/x -- mkdir d/f/.. 700
sys symlink d/e/ d -- chown a/y 1000 0 -- truncate ln 8
sys mkdir a -- rename a d/e/g
sys mkdir b/.. 700 -- rename ln b/x -- cat d/f
sys chown a 2000 1000 -- mkdir b/ 644 -- rename d/f d/e
sys creat d/f x -- open ln/. rdwr,creat -- close -- rename ln d/ -- link c/. a
sys mkdir d 755 -- rename d ln -- rename d/e b/x
sys link a b -- open b wronly,creat,excl -- close -- link d/f/ d/e/g -- rename d b
sys truncate ln 2 -- mkdir d/e -- ls ln -- renameat2 ln ln exchange
sys cat b -- mkdir ln -- unlink c -- mkdir d/f
cd ..; sys tree t
