# title: a random script of files, seed 5
# group: files
# needs: root sys
mkdir t; cd t
sys creat b x -- creat d/e x -- creat b/x x -- chown d 0 1000
sys link c a -- rename d/e a/y -- rmdir d/e/..
sys rmdir b -- cat a/y -- unlink d/e -- renameat2 a b/x exchange
sys truncate a 7 -- link a/. c -- link a a -- cat d/e
sys append c more -- link c/. d/e/g -- rmdir d/e -- chown d/e/g 2000 1000
sys creat b/. three -- rename b/x d/f -- chmod a/y/.. 0
sys renameat2 b d/e/g noreplace -- rename d/e/g d/f -- symlink a a/y/.. -- cat ln
sys renameat2 b/x ln exchange -- rename d/e b -- truncate d/ 7 -- creat d/e/g x
sys creat d/f x -- mkdir ln 755 -- rename a/y d/f -- readlink a/y
sys cat a -- readlink d -- rename d/e a -- unlink d/f
sys open d/e/g wronly -- close -- stat b/x/. nlink -- renameat2 d b/x exchange -- readlink d
sys link b/.. a/y -- symlink a d/f -- truncate ln/.. 4 -- readlink c
sys renameat2 ln d/f noreplace -- renameat2 ln b exchange -- cat ln -- chmod a/y/ 755
sys append c/. more -- append b/x/. more -- rmdir d/e/g
sys open a wronly,creat,excl -- close -- rename ln ln -- renameat2 b c noreplace -- stat b mode
sys ls b/ -- stat a/y/. type -- rename a d/f -- link d/e/g b/x
sys symlink nope d/e/g -- rename a/y d/e/g
sys creat d x -- truncate a 4 -- rename b/x/ b/x/. -- truncate b/x/.. 7
sys creat d/e x -- rename a/y b -- open b wronly -- close -- stat c/ nlink
sys mkdir b 111 -- cat c -- chown d/e/g 2000 1000
sys unlink a/y/ -- link a/y/. d -- creat a/y x -- append b/ more
sys append d more -- rename d d/e -- truncate ln 7 -- mkdir d/e
sys rename d/e/g d -- cat d/e -- append d/e/.. more -- ls d/e
sys symlink a b/x/. -- symlink ../c a/y -- creat d/f x -- renameat2 b d/f noreplace
sys rename ln b -- unlink d/f/ -- readlink d/f -- open c rdonly -- close
cd ..; sys tree t
