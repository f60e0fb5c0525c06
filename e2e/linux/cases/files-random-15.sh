# title: a random script of files, seed 15
# group: files
# needs: root sys
mkdir t; cd t
sys rename d d -- stat d/e nlink -- rename d/e d/f/ -- chmod d/e/.. 600
sys stat d/e/. nlink -- link a/y d/e -- rename d/e/g d/e -- cat d
sys chown c 0 2000 -- mkdir d/f/ 1777 -- unlink d/f/.
sys truncate b/x 4 -- rename b/ d/e -- renameat2 b a noreplace -- append ln more
sys creat b/x x -- creat c x -- symlink ../c ln -- creat b/x x
sys truncate d/f/.. 1 -- rename d/e a -- ls b/. -- rename d b/x
sys chmod a 644 -- readlink d -- cat a -- unlink d/f/..
sys open d/e/g/ wronly,creat,excl -- close -- truncate a 7 -- chown c/ 0 0 -- rename b d
sys mkdir c/ 400 -- ls d/e/g/. -- stat b mode -- cat a
sys rename d/f d -- unlink a/y -- cat ln -- stat b/x mode
sys cat d/e -- rmdir d/e/g -- rename d/e/g c -- stat d/.. uid
sys rmdir a -- rename ln ln -- chmod d/ 400 -- open a rdonly -- close
sys mkdir d/f -- mkdir d/e -- ls d -- renameat2 ln d/e exchange
sys creat d/e x -- unlink b -- rename d/e/g c -- unlink d/f
sys readlink ln -- truncate c 1 -- mkdir b 0 -- rename b/x a/y
sys cat b/x -- chmod ln 2755 -- chown ln/.. 0 0 -- rename d ln
sys readlink d -- renameat2 b/x d exchange -- creat c/. three -- rmdir d/e
sys symlink ../c d/e/g/ -- renameat2 d ln exchange -- mkdir c -- ls c/..
sys chmod b 755 -- rmdir d -- chmod b/x/. 644 -- chmod d/f 0
sys append b more -- symlink a d -- ls ln/. -- chown d 1000 0
sys rename d/e c/.. -- stat d mode -- readlink ln -- open d/e rdonly,nofollow -- close
sys rename d/e ln -- append c/. more -- ls d/e -- unlink d
sys cat d -- mkdir a/y/.. 400
sys chown b 0 1000 -- readlink a/y -- chmod b/x/ 2755 -- open b/.. rdonly -- close
sys ls ln -- renameat2 b/x a noreplace -- chmod d 644 -- rename d b/x
cd ..; sys tree t
