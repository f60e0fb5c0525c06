# title: a random script of users, seed 16
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 2777 t; cd t
asuser 2000 sys rmdir d/e -- rename c/. d/f/. -- renameat2 d d exchange -- ls a/y
asuser 2000 sys stat b mode -- open d wronly -- close -- readlink d/e/g -- rename d/e/g d/e/g
asuser 1000 sys renameat2 a/y a noreplace -- rename a/y b/x -- symlink d b/.. -- rmdir d/e/g
asuser 2000 sys symlink nope b/x -- rename a/y a/y -- link b d/e -- open b rdwr,creat -- close
asuser 2000 sys creat d three -- truncate d 4 -- creat d/f x
sys append d/f more -- chmod ln/ 755 -- rename c c -- readlink d/f
sys creat d/f x -- append ln more -- creat b/. one -- stat d/e/g nlink
asuser 1000 sys chmod c 0 -- creat d/e x -- unlink b/x -- rename c/. ln
asuser 1000 sys rename ln d/e/ -- open d/.. rdonly,directory -- close -- mkdir ln -- rename ln d
sys creat a/y x -- readlink ln -- rmdir d -- truncate d 5
sys rename ln ln/. -- unlink d/e/g/ -- append d/e/g more -- ls d/f/.
asuser 1000 sys stat c/. nlink -- chown c/.. 2000 0 -- stat a/y/.. nlink
sys symlink /mnt ln -- stat c/ type -- stat a/.. nlink -- link c/. c
asuser 2000 sys stat d/e/g nlink -- rename d ln -- symlink d c -- cat d/e/g
asuser 1000 sys chmod a/y/.. 1777 -- mkdir a/y -- creat d x -- stat d/e/g nlink
sys rename d/e ln -- stat d type -- stat d/e type
asuser 1000 sys creat d/e x -- creat d/e/g x -- link a/y d/f -- chmod a/y 755
sys chown b/ 1000 2000 -- symlink ../c d/e/g -- rename b b/x -- mkdir b 111
asuser 2000 sys cat d/f -- chown d/e/g 0 0 -- symlink nope ln -- rename b a/y
asuser 1000 sys creat a/y x -- ls d/e -- creat c x -- open a rdonly,nofollow -- close
sys creat ln x -- append b/x/. more -- renameat2 d/e/g d/e/g noreplace -- cat ln
asuser 2000 sys rename c a/y/. -- renameat2 d/e ln noreplace -- mkdir c/.. 700 -- ls d/
asuser 2000 sys chmod d/e 1777 -- cat b -- chmod ln 644 -- truncate d 7
asuser 2000 sys unlink d/f/ -- unlink b -- unlink a/y -- append b/.. more
asuser 2000 sys cat d/f -- chmod a/ 700 -- link d/e ln -- symlink ../c d/e/g
cd ..; sys tree t
