# title: a random script of users, seed 18
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 2777 t; cd t
asuser 2000 sys chmod d 0 -- open d/e/g wronly,trunc -- close -- rename a a -- stat d/e uid
asuser 1000 sys open d/f/.. rdonly,directory -- close -- open d/ wronly,trunc -- close -- readlink b/x -- rename b/x d/f
asuser 2000 sys ls c -- creat b/x three -- mkdir b 600
sys rename ln d/e -- cat a/y -- rmdir d/f -- ls a/y
asuser 1000 sys open c/.. rdwr,creat -- close -- cat b -- stat a/y type
asuser 1000 sys symlink d a/y/.. -- append b/. more -- chmod a/y 111 -- creat d/e x
asuser 2000 sys chmod c 4711 -- cat a/y -- cat d/e -- ls c/
asuser 1000 sys chmod b/x 644 -- symlink a c/. -- rmdir d -- readlink ln
asuser 2000 sys chown d/e/ 1000 1000 -- stat d/e nlink -- mkdir c 644 -- mkdir d/e/g/. 700
asuser 2000 sys rename ln a -- rmdir c -- renameat2 d/e/g d/f noreplace -- link a/y b
asuser 1000 sys link b/. c -- append c more -- cat ln -- chmod b 755
asuser 2000 sys rmdir d/f/ -- symlink nope a -- chown b/x 1000 0 -- readlink a/y
sys rename ln d -- cat b/x -- rmdir d/e/g -- readlink d/e/g
asuser 1000 sys append b/x/.. more -- open d/e/g rdonly -- close -- rmdir ln -- mkdir d/f
sys open d/e wronly -- close -- rename d/f d/e/g -- stat a/y/ nlink -- link a/y ln
sys unlink ln -- renameat2 d/e/g d/e noreplace -- creat a/y two -- mkdir d/f/. 0
sys ls b/x -- mkdir a/ 644 -- creat a/y/.. one -- rename b d
asuser 2000 sys chmod a 4711 -- cat b/x -- truncate a 8 -- cat b/x
asuser 2000 sys rmdir d -- rmdir ln -- ls ln/. -- rename d a
asuser 1000 sys stat d/e/.. type -- symlink d/e/ a/y -- stat b/x gid -- creat d one
asuser 1000 sys cat d -- ls a/y/.. -- stat d type
asuser 1000 sys rmdir d/f/ -- rename b/x d/e -- chmod c 700 -- mkdir b/x
sys rename d d/e/g -- renameat2 a/y b/x noreplace -- ls d -- mkdir d/e
asuser 2000 sys ls a/.. -- renameat2 b d/e noreplace -- creat ln x -- chmod a/y/ 1777
asuser 1000 sys link ln c -- mkdir b/.. 4711 -- rename a/y ln -- open b/. wronly,trunc -- close
cd ..; sys tree t
