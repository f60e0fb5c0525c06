# title: a random script of users, seed 21
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 3777 t; cd t
asuser 2000 sys rename b/x/.. b/.. -- creat d/f x -- link ln/. a -- rename a d/e/g
sys renameat2 d/f ln noreplace -- link d/e a/y -- rename a/y a -- unlink d/f
sys rename a c -- cat d/f -- unlink a -- unlink b/x/..
asuser 1000 sys renameat2 d/f b/x noreplace -- renameat2 d/e/g a exchange -- renameat2 ln b exchange -- chown d/e/ 2000 0
asuser 1000 sys chmod d/f 4711 -- rmdir a/.. -- readlink c -- mkdir b
asuser 2000 sys cat d -- rmdir d/e/g -- rename a a/y -- open b wronly -- close
sys chown c 0 0 -- symlink nope c -- rmdir d/e
sys readlink a/y -- creat a x -- chmod d 0 -- mkdir b/.. 0
asuser 2000 sys rename b/x d/e -- rmdir d -- link d/e a -- rmdir d/f/
sys rename d/e/g a -- mkdir c/ 0 -- chmod ln 700 -- unlink d/e/g
sys mkdir b/.. 0 -- ls d/f -- mkdir b -- truncate d/e/g/ 0
asuser 1000 sys renameat2 b ln exchange -- mkdir d/f -- chmod ln/ 1777 -- truncate ln 7
asuser 2000 sys mkdir ln -- open b/x rdwr,creat -- close -- renameat2 a c noreplace -- stat a/y type
asuser 2000 sys chmod a/y 111 -- rename d/e/g a/y -- rename d b -- readlink d/e/g
asuser 1000 sys renameat2 d/f b/x exchange -- truncate c/. 5 -- rename b d/e/g -- ls c
asuser 2000 sys stat b/x nlink -- renameat2 a/y d/f exchange -- ls d/f -- cat d
asuser 2000 sys creat b/x x -- rmdir b/ -- unlink b/x/.. -- chmod d/e 400
sys append d more -- rename b ln -- chmod b/x 644 -- symlink ../c d/e/..
asuser 2000 sys open b/.. rdonly,nofollow -- close -- rename a c -- link b/x d/e -- rename c b
asuser 2000 sys append b/x more -- cat d/f -- rmdir ln/.
asuser 1000 sys cat c -- readlink d -- link b/x/. ln -- rename d d/e
asuser 1000 sys ls d/e/g/. -- readlink a/y -- open b/x/. rdwr,creat -- close -- renameat2 d b/x exchange
sys ls b/x -- cat a/y -- append b more -- rename d/e/g a/.
sys readlink a -- creat b/x/.. three -- mkdir b/x -- rename a d/e
asuser 2000 sys mkdir a/y/.. 700 -- truncate d/ 5 -- symlink a a/y/.. -- stat d/f mode
cd ..; sys tree t
