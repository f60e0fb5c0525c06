# title: a random script of users, seed 17
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 755 t; cd t
sys mkdir b/x 1777 -- ls b/x -- rename d/e d -- rename c/ d/e/g/
asuser 2000 sys append d more -- readlink d -- readlink d/e/g -- cat c
asuser 1000 sys mkdir c -- stat b/x/. nlink -- link a/y d/f
asuser 2000 sys link a d/e/g -- rename b a -- stat d nlink -- mkdir c
asuser 1000 sys append d/e more -- rmdir d/e -- chown d/. 2000 2000 -- readlink d
sys unlink d/e/g -- mkdir d/e/g 1777 -- stat d/e type -- rmdir a/y
sys append c more -- mkdir d/e/g -- rmdir d/
asuser 1000 sys unlink d/f/.. -- rename c ln -- mkdir ln 755 -- open d/. rdonly,nofollow -- close
asuser 2000 sys rename a b -- mkdir d/e/g/ 755 -- unlink b/x -- cat a/y
asuser 1000 sys link d/e/g d/e/g -- creat d/e x -- creat d/e three -- link a/y/. d/f
sys mkdir c -- cat d/e/g -- rename d/e a -- creat d x
asuser 1000 sys mkdir b -- cat b -- truncate d/e 2 -- rmdir d/f/
sys ls a/. -- stat d/e/. nlink -- readlink a/y -- readlink c
sys open d/e/g wronly,creat,excl -- close -- open b/x/ rdwr,creat -- close -- chown a/y 0 0 -- link c/ a
asuser 2000 sys symlink d ln/.. -- creat b x -- chown c/. 1000 2000
asuser 2000 sys creat d/e/g/ one -- chown b/x/. 1000 2000 -- cat d -- stat c mode
asuser 1000 sys cat b/x -- symlink d/e/ b/x -- rmdir c -- ls d/e
asuser 2000 sys unlink a/y -- symlink ../c d/f/.. -- truncate d/e/g 4 -- append b/x more
asuser 2000 sys rename d/e/g ln -- readlink d/e/g -- stat ln type -- mkdir c
asuser 1000 sys link b b -- link c/ d/e -- link a/ a/y -- cat b/x
sys readlink d/f -- stat d/e/ uid -- stat a/ type -- mkdir d/e/g/. 4711
sys ls a/y/. -- rename d d/e -- readlink d/e -- rename ln ln
asuser 1000 sys stat a/y mode -- rename d/ b/x -- truncate d 6 -- ls d/e/.
asuser 1000 sys open ln/. rdwr,creat -- close -- ls a/y -- rmdir ln/. -- chown d/e/g 0 1000
asuser 2000 sys stat d/e/ type -- ls d/e/g -- open d/e/. wronly -- close -- rename d d/e
cd ..; sys tree t
