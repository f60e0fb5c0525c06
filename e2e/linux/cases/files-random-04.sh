# title: a random script of files, seed 4
# group: files
# needs: root sys
mkdir t; cd t
sys mkdir d/e/g 2755 -- rename d/f d -- stat d/f mode -- open d/e/g/.. rdwr,creat -- close
sys rename c d -- rmdir c -- symlink nope d/f/
sys symlink d/e/ ln -- link b/x b/x -- link a/y a -- unlink b/..
sys creat d/e/g x -- open d/ wronly,trunc -- close -- mkdir d 644
sys mkdir c -- readlink d/e -- creat a/.. one -- rmdir d
sys chmod a 644 -- unlink d/e/g -- mkdir a/y -- rename b/x d/f
sys mkdir d/e 600 -- append b/ more -- mkdir a/y/.. 755 -- ls a
sys truncate d/e/ 4 -- mkdir c/.. 4711 -- chmod d 755 -- symlink a b/x
sys rename c ln -- stat a type -- creat d/e/g two -- rename d/f/.. b/x
sys ls d/e/.. -- mkdir d 0 -- link d/e/g d/f
sys mkdir d 1777 -- mkdir b/x -- creat b three -- chmod d/e 2755
sys mkdir a/y 0 -- rmdir ln/. -- renameat2 a/y b/x noreplace -- chmod b/. 2755
sys chown ln 1000 0 -- chown d/f 1000 2000 -- chmod b 755 -- rename d/e a/y/..
sys creat ln x -- mkdir d/e/g -- mkdir c 1777 -- unlink d/f/.
sys readlink d/e/g -- rename d/e a -- ls d/f -- link a a
sys creat d/e/g two -- symlink /mnt b -- rmdir d/f/.. -- mkdir ln/. 1777
sys rename b b/x -- rmdir a -- rename a d/e -- chmod d/f/.. 600
sys unlink a/y/.. -- rename b d/f -- creat a x -- truncate a/y 6
sys creat d/e/g/. three -- open b/x/. rdwr,creat -- close -- rename a b -- truncate b 1
sys mkdir d -- rename ln b/x -- ls d/e -- renameat2 b a/y noreplace
sys symlink ../c b/x/.. -- rmdir a -- mkdir d/e/g -- rename a a
sys mkdir d/f 0 -- rmdir b/x/ -- rmdir d/e/g -- rename ln d/f
sys creat d x -- truncate d/e 4 -- cat c -- creat d/e/.. two
sys rename d/e a -- unlink d/e -- chmod b 400 -- unlink d/e/g
sys creat b x -- cat d/f -- stat a/y nlink -- chown c/. 2000 2000
cd ..; sys tree t
