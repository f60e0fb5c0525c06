# title: a random script of files, seed 21
# group: files
# needs: root sys
mkdir t; cd t
sys mkdir b/x -- mkdir d 4711 -- creat d/f x -- link ln/. a
sys rename a d/e/g -- unlink ln/. -- open c rdonly,directory -- close -- creat a/y two
sys symlink ln ln -- symlink d b -- cat c -- cat d/f
sys unlink a -- unlink b/x/.. -- rename ln d/f -- ls c/..
sys mkdir a/.. 700 -- open b rdwr,creat -- close -- mkdir c 4711 -- stat b/x gid
sys rename d/e a -- truncate d 3 -- unlink c -- symlink /mnt d/e/g
sys rename a a/y -- open b wronly -- close -- stat d mode -- creat d/e x
sys symlink nope c -- rmdir d/e -- cat d
sys rename b/x a -- chmod d 0 -- mkdir b/.. 0 -- cat b
sys link d/e d -- open c rdonly -- close -- mkdir c/. 400 -- symlink nope d/e/g/.
sys mkdir c/ 0 -- chmod ln 700 -- unlink d/e/g -- rmdir c/
sys creat a x -- ls d/f -- mkdir b -- truncate d/e/g/ 0
sys creat ln x -- renameat2 ln ln exchange -- symlink nope ln/ -- truncate d 5
sys mkdir c -- mkdir ln -- open b/x rdwr,creat -- close -- renameat2 a c noreplace
sys stat a/y type -- unlink d/e/g/ -- rename b d/e/g/.. -- rename d b
sys readlink d/e/g -- append a/y more -- rename d d/f -- cat b
sys link b/x d/e/g -- ls c -- rename c b/x -- creat ln two
sys creat ln/.. three -- readlink c -- truncate d/f/.. 1 -- rmdir b/
sys unlink b/x/.. -- chmod d/e 400 -- append b/.. more -- rename d/e/.. ln
sys mkdir b/.. 1777 -- rename d/e c -- chmod d/ 755 -- rmdir b/x
sys stat c type -- stat d/e/g mode -- rename b b/x -- mkdir a
sys open c rdonly -- close -- truncate d/e/.. 2 -- mkdir c
sys link d/f d/e -- renameat2 d/e d/f noreplace -- readlink a/y
sys open b/x/. rdwr,creat -- close -- renameat2 d b/x exchange -- mkdir d/e -- rename a a/y
sys renameat2 d c noreplace -- link a/. c -- readlink a -- creat b/x/.. three
cd ..; sys tree t
