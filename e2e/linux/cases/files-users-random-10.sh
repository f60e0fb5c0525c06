# title: a random script of users, seed 10
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 1777 t; cd t
sys creat b/x x -- append b/x more
sys open d/e/g wronly -- close -- symlink d a -- stat b type -- rename d/e/g ln
asuser 1000 sys mkdir b -- stat d/e/g/ uid -- append d more -- rmdir d/e/..
sys chmod a/y 755 -- mkdir d/e/g -- cat d/e -- readlink d/e/g
asuser 1000 sys unlink d/e/. -- link a/y d -- unlink a/y -- chown a 2000 1000
sys rmdir d -- open d/e rdonly,nofollow -- close -- open b rdwr,creat -- close -- rename b/.. a
sys mkdir b/x -- cat d/e/g -- mkdir d/f -- cat a
asuser 2000 sys readlink b/x -- rmdir a -- link a/.. d/f -- mkdir ln
asuser 2000 sys rename b/x a/. -- renameat2 d d/e noreplace -- symlink ln d/e/g/. -- readlink a/y
asuser 1000 sys symlink /mnt d/e/.. -- cat d/e/g -- truncate d/e 1 -- mkdir d/e/g 4711
asuser 1000 sys link a c -- ls b/x
asuser 1000 sys mkdir d/f -- renameat2 d/e/g a/y noreplace -- renameat2 ln c noreplace -- ls d
asuser 2000 sys chown ln 0 0 -- cat ln -- append a/y more -- rmdir a/y
sys rename a/y d/e/g -- creat b x -- cat d
sys unlink b/x -- mkdir c/.. 600 -- mkdir b/x/ 4711 -- cat d
asuser 1000 sys rename ln ln -- open a/y/. rdonly,directory -- close -- rename b/x d/f -- stat c type
asuser 1000 sys rmdir a/ -- ls d/e/ -- rename b/x b/x -- symlink d/e/ ln
asuser 2000 sys open ln rdonly,directory -- close -- stat d/e/g gid -- truncate d 4
asuser 1000 sys creat d x -- truncate b/. 0 -- rmdir d/f/. -- rmdir c/.
asuser 1000 sys symlink ../c d -- creat d/e/.. three -- truncate b/x 2 -- stat d/e type
asuser 1000 sys link a/y/. ln -- unlink c -- append c more
sys creat c x -- truncate ln 2 -- rename b/x d -- chown d/e/g 1000 2000
asuser 1000 sys symlink d d/f -- truncate d/e/g 8 -- readlink d/e/g
asuser 2000 sys creat ln/ one -- link a/y c -- open d/e/ rdonly,directory -- close -- symlink a b/x/.
asuser 1000 sys rename ln ln -- chown b 0 1000 -- mkdir d -- mkdir a/y 400
cd ..; sys tree t
