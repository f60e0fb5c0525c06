# title: a random script of files, seed 3
# group: files
# needs: root sys
mkdir t; cd t
sys append a more -- mkdir d/f 644 -- rename a/y c/. -- append c/ more
sys rename c/ d/ -- creat b x -- creat d/f x -- append d/f more
sys link b a -- rmdir d -- renameat2 b/x d noreplace -- truncate d/. 5
sys rename a/y b/x -- open d/e/g wronly,creat,excl -- close -- rmdir ln/.. -- ls d/e/g/.
sys ls a -- mkdir d/f/. 700 -- ls c -- renameat2 a d/f noreplace
sys rmdir d/f -- readlink ln -- creat d/e/g three -- stat d/e/.. gid
sys link c c -- readlink b -- renameat2 c a/y noreplace -- unlink d/e
sys chmod b 400 -- cat c -- mkdir c -- readlink d/e/g
sys mkdir ln 111 -- rename a/y d/e/g -- truncate b 2 -- stat ln/ mode
sys symlink nope ln -- open d wronly,creat,excl -- close -- rename b ln -- append c more
sys rename ln b/x -- open d/f rdwr,creat -- close -- append b/x/ more -- creat d/f x
sys readlink b/x -- readlink d/e -- readlink d -- rename d/e/. d/e/
sys renameat2 d/f ln exchange -- ls c -- truncate d 4 -- mkdir b/x
sys creat a/.. one -- rename d c -- symlink ln b/x -- chown d 0 0
sys cat a/y -- link b ln -- mkdir c -- ls ln
sys readlink b/x -- open b/x rdonly -- close -- cat a/y
sys creat d/f x -- mkdir b 111 -- rename a b -- rename d/e d/f
sys creat b x -- symlink nope d/f/ -- creat d x -- unlink ln/
sys ls b/ -- ls d/e -- symlink d/e/ d -- link c d/e/g
sys append b/x more -- renameat2 d/e d noreplace -- rename b ln -- rename d/f c/.
sys chmod a 0 -- open d/ wronly,creat,excl -- close -- link b a -- append c/.. more
sys chown b 1000 0 -- mkdir a -- rmdir d/e/.. -- unlink a
sys readlink a/y -- rename d/e/g ln -- stat a gid -- rename a/y/. d
sys stat a uid -- chmod c 600 -- mkdir b/x 700 -- stat b gid
sys mkdir a -- rename ln d/f/. -- rename ln d/e -- creat d/f one
cd ..; sys tree t
