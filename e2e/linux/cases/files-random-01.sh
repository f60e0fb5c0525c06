# title: a random script of files, seed 1
# group: files
# needs: root sys
mkdir t; cd t
sys chown d/e/g 2000 0 -- readlink d/e/g -- rename ln d/f -- ls d
sys cat ln -- rename c c -- renameat2 ln d/e noreplace
sys chmod a/y 700 -- unlink d -- rename d/f d/e/g -- rename a/y a/y
sys rename b/x d/e/g -- chown a/ 1000 1000 -- symlink ln b/x -- renameat2 d/e d noreplace
sys stat d/e/g gid -- link d/f ln -- cat d/e -- link a/y a
sys link c/ d/e -- symlink /mnt ln -- mkdir ln 111 -- creat d/f one
sys renameat2 d/f a noreplace -- ls a/y -- rename c d/f -- mkdir b/x/ 755
sys chown d/e/g/ 2000 2000 -- creat d/f x -- open a/. wronly -- close -- chown d 2000 0
sys rename c b/x -- rename b a/y/ -- cat d/e/g -- chmod d/e 700
sys creat a/ three -- unlink b/. -- ls d/e/g/.. -- creat d/f/.. one
sys append a/y more -- symlink nope a/y -- chown ln 0 0 -- rename d/e/g d/e/g
sys ls a -- rename a d -- append b more -- link b/x b/x
sys chown d/f/ 2000 2000 -- ls b/x -- open d/e/g/ rdwr,creat -- close -- rmdir a/
sys append d/f more -- mkdir ln 0 -- chmod a/y/ 755
sys unlink b/x -- symlink a d/f -- creat b/x x -- chmod b 1777
sys ls c -- creat d/f x -- readlink c -- rmdir d/.
sys open c/.. rdonly -- close -- open a/y rdonly -- close -- creat c two -- rename b d/e/g
sys readlink b -- creat d/e/ one -- creat a/y/.. two -- chown d/e 0 0
sys renameat2 c ln noreplace -- renameat2 d/f a/y noreplace -- rename ln/.. c
sys ls ln -- rename a/y b/x -- symlink d b -- stat d/e/g/ nlink
sys ls b/x -- link a a/y -- stat a nlink -- rmdir b/x
sys chmod b 755 -- truncate d/f 3 -- symlink d/e/ b -- truncate d/e/g 8
sys stat d/e mode -- link d d -- open a rdonly -- close -- open d/e rdwr,creat -- close
sys rename ln d/f -- creat d three -- link c/. b/x -- stat a/. nlink
sys open ln rdonly -- close -- stat c/. mode -- truncate d/e/g/. 7 -- symlink ln a/y
cd ..; sys tree t
