# title: a random script of files, seed 16
# group: files
# needs: root sys
mkdir t; cd t
sys chmod a 700 -- rename c/. d/f/. -- renameat2 d d exchange -- ls a/y
sys rename c/.. b/x -- open d wronly -- close -- readlink d/e/g -- rename d/e/g d/e/g
sys mkdir ln/. 0 -- stat d/e uid -- symlink d b/.. -- rmdir d/e/g
sys rename a/y c -- rename a a/y/. -- link b d/e -- open b rdwr,creat -- close
sys cat d/f -- mkdir d -- cat a/y -- chown b 0 0
sys creat d/f x -- rename d/f d/f -- rmdir c/
sys rename c c -- readlink d/f -- rename b/x b -- creat d two
sys renameat2 d/e/g d/e/g noreplace -- symlink d d/e/g -- chmod a 600 -- unlink b/x
sys rename c/. ln -- renameat2 d/e/g ln noreplace -- ls a/y/.. -- mkdir b
sys unlink b/x -- chown d/f/ 2000 2000 -- chown d/e/g 1000 1000
sys mkdir d -- rename ln ln/. -- unlink d/e/g/
sys append d/e/g more -- ls d/f/. -- rename c c -- rename ln/ c/..
sys ls d/f -- rename d c -- mkdir b
sys append ln more -- stat c/ type -- stat a/.. nlink -- link c/. c
sys creat b/x x -- ls b -- rename d ln -- symlink d c
sys cat d/e/g -- rename d/e a/y -- rename ln b -- rename c d
sys stat d/e/g nlink -- mkdir d/e/. 400 -- mkdir ln 644 -- mkdir a
sys stat d/e type -- link d/e/g c -- chown a 0 0
sys rmdir d/e/g -- chown b/ 1000 2000 -- symlink ../c d/e/g -- rename b b/x
sys mkdir b 111 -- open a wronly,trunc -- close -- rename c b/x/.. -- rmdir ln
sys rename b a/y -- rename d/e/g a/y -- ls d/e -- creat c x
sys open a rdonly,nofollow -- close -- rename b/x ln -- append b/x/. more -- renameat2 d/e/g d/e/g noreplace
sys cat ln -- cat b/x -- cat c -- truncate a 1
sys chown d/e/ 0 2000 -- truncate a/ 6 -- append a more -- symlink d/e/ d/e/g/..
sys chmod ln 644 -- truncate d 7 -- renameat2 d/f d/f noreplace -- unlink b
cd ..; sys tree t
