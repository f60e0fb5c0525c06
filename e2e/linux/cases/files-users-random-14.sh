# title: a random script of users, seed 14
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 777 t; cd t
sys mkdir d -- rename d d/f -- chown b/ 2000 1000
asuser 1000 sys creat d/.. three -- cat a -- open b wronly,creat,excl -- close -- rename ln ln
asuser 1000 sys chmod a/y/.. 600 -- rmdir d -- stat a/y gid -- cat d
sys unlink b -- link a/y a/y -- append d more -- rename b b
asuser 2000 sys truncate d 4 -- rename d/e/g b -- creat b two -- rename b a/y
asuser 2000 sys readlink c -- ls d/e -- symlink /mnt a/y -- creat ln/. three
sys unlink a/y/.. -- rename d/e b/x -- creat b/ three -- cat a
asuser 2000 sys rename c d/f -- rename d/e/g a/y -- symlink a a -- unlink a/y/
asuser 1000 sys rename d d -- rmdir a -- rename c d -- readlink d
asuser 1000 sys stat b/x/.. gid -- renameat2 b d exchange -- append c more -- readlink b/x
asuser 1000 sys readlink d/e/g -- chmod ln/ 2755 -- renameat2 b d noreplace
asuser 2000 sys renameat2 d/f a/y noreplace -- rename c ln -- mkdir d/e
asuser 1000 sys stat d/e/g gid -- rmdir d/ -- chmod a 600 -- rmdir b/..
asuser 1000 sys rename c b/x -- ls b -- renameat2 d/e/g d/f exchange -- rename a/y b/x
sys creat d/e/g/ two -- chown d/e/g 2000 1000 -- ls b/x -- readlink ln
asuser 1000 sys symlink /mnt d/f -- cat a/y -- stat c nlink -- append a/y more
sys rmdir c -- ls b -- stat b/ gid -- chown d/e 1000 2000
asuser 1000 sys chown a/. 1000 0 -- rename c a -- rmdir a
sys readlink d/e -- chown a/.. 0 0 -- symlink d/e/ d/f -- creat b/x x
asuser 2000 sys renameat2 a/y d noreplace -- cat d/f -- rmdir b/x -- mkdir d
asuser 1000 sys rename a/y d -- open a/y/. wronly,trunc -- close -- cat b/x -- chmod a/y 755
sys rename ln b -- rmdir a/y -- symlink a a/y/ -- readlink d/f
asuser 1000 sys unlink a -- mkdir a/y 2755 -- open b/x wronly,creat,excl -- close -- unlink ln
asuser 1000 sys link c ln -- cat b/x -- rename d/f c/.. -- readlink a/y
asuser 2000 sys append d more -- chmod d 111 -- renameat2 d a/y noreplace -- link b/x/. c
cd ..; sys tree t
