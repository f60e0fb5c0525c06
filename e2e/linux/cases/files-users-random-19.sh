# title: a random script of users, seed 19
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 1777 t; cd t
asuser 1000 sys creat c x -- chmod c/ 700 -- link d a/y -- append b/. more
sys append c more -- creat ln x -- open d/e/ wronly,creat,excl -- close -- mkdir d/e 644
sys rename d/e/g d/e -- ls d -- readlink b -- stat c gid
asuser 2000 sys mkdir b/x -- rename d/e c/ -- creat ln x -- renameat2 ln b/x exchange
asuser 2000 sys append c more -- rename a d/f -- chmod d/f 700 -- stat d/f/. type
asuser 1000 sys ls d -- mkdir d/ 700 -- stat a/.. uid -- rename d/f d/e/g
sys open a/. wronly,creat,excl -- close -- readlink ln -- rename d b/.. -- symlink /mnt a
sys truncate b/x 2 -- rename ln d -- mkdir ln -- rmdir b/x
sys rename b d/e -- cat b -- ls a/. -- stat ln/ uid
sys append d/f more -- chmod a 111 -- renameat2 d/f ln exchange -- cat d
asuser 1000 sys readlink a/y -- creat a/y x -- creat a three -- ls a/y
asuser 2000 sys chown c/ 0 0 -- mkdir b/x -- ls d/e/g -- symlink nope d/
asuser 1000 sys symlink ln d/e/g/.. -- mkdir b/x/ 1777 -- append c more -- rename b c
sys chown d/f 1000 0 -- ls b -- rename ln a/y -- chown d/e/g 2000 2000
asuser 1000 sys mkdir b/ 1777 -- truncate b/x/. 3 -- stat d type -- rename b b/x
asuser 1000 sys readlink d -- cat d/e/g -- open c/.. rdonly -- close -- rename a/y b
asuser 1000 sys readlink b -- mkdir ln 755 -- symlink a b/ -- mkdir d/e/g
asuser 2000 sys append d/f/.. more -- rename d/e/g b -- open b wronly -- close -- open b/x wronly,creat,excl -- close
asuser 2000 sys cat b -- cat a/y -- mkdir d/e -- rename a b/x
asuser 1000 sys symlink d c -- append d/. more -- append a more -- readlink d/e
sys mkdir d/e/g -- mkdir a/y 4711 -- truncate b/x/ 0 -- creat a one
asuser 2000 sys unlink b -- creat d/e x -- chown a/ 0 1000 -- truncate ln 7
asuser 1000 sys creat b/x one -- mkdir d/e 0 -- rename d/f a/y -- chown d/f/ 1000 0
asuser 1000 sys truncate b/x 0 -- rmdir ln -- creat d/e/g x -- creat d x
sys truncate a/y/. 0 -- creat d/f x -- cat b -- readlink d/e
cd ..; sys tree t
