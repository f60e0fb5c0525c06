# title: a random script of files, seed 19
# group: files
# needs: root sys
mkdir t; cd t
sys rename d/e c -- chmod c/ 700 -- link d a/y -- append b/. more
sys stat a/y type -- creat ln x -- open d/e/ wronly,creat,excl -- close -- mkdir d/e 644
sys ls d/e -- chmod b/x/. 755 -- readlink b -- stat c gid
sys mkdir a/y 0 -- creat ln x
sys renameat2 ln b/x exchange -- rmdir b/x/..
sys chmod d/f 700 -- stat d/f/. type -- unlink d/e/g/ -- creat a x
sys rename a/y d/f -- stat a/.. uid -- rename d/f d/e/g -- mkdir a/y 755
sys symlink ../c ln/.. -- open d wronly,trunc -- close -- symlink /mnt a -- mkdir a/y 2755
sys rename d ln -- rename d/f ln -- rmdir b/x -- chmod d/e 600
sys cat b -- ls a/. -- stat ln/ uid -- rename ln d/f
sys link b/x d/f -- unlink d -- append d/f more -- renameat2 d/e/g ln exchange
sys creat a/y x -- creat a three -- ls a/y -- truncate d/. 6
sys mkdir a/y -- mkdir b/x -- ls d/e/g -- symlink nope d/
sys append a/y more -- creat d x -- mkdir b/x/ 1777 -- append c more
sys rename b c -- stat d/ type -- ls b
sys rename ln a/y -- chown d/e/g 2000 2000 -- renameat2 c b exchange -- unlink d
sys append a/y/. more -- rename b/x a -- rename b b/x -- chmod ln 2755
sys creat a/y x -- unlink c -- ls b
sys truncate d/.. 5 -- truncate b/x 2 -- rename b d -- mkdir d/e/g
sys truncate b 8 -- rename d/e/g b -- open b wronly -- close -- open b/x wronly,creat,excl -- close
sys rename c b -- cat a/y -- mkdir d/e -- rename a b/x
sys rename d c -- append d/. more -- append a more -- readlink d/e
sys truncate d/f 7 -- readlink b -- mkdir b -- ls c
sys creat a one -- unlink a/y -- chmod a/y 1777
sys unlink d -- mkdir a/y -- ls b -- stat b uid
cd ..; sys tree t
