# title: a random script of files, seed 17
# group: files
# needs: root sys
mkdir t; cd t
sys mkdir d/e/g/.. 111 -- symlink d b/x -- rename d/e d -- rename c/ d/e/g/
sys ls a/y/. -- cat d -- rename d/f d/e/g -- cat c
sys renameat2 d c noreplace -- readlink d/e -- stat c/ type
sys open d/e wronly -- close -- rename b a -- stat d nlink
sys mkdir c -- ls d/f -- truncate d/e/. 1 -- chown d/. 2000 2000
sys readlink d -- rename a/y d/e/g -- rmdir b/x/. -- renameat2 ln b/x noreplace
sys append a more -- rename c c -- append c more -- mkdir d/e/g
sys rmdir d/ -- renameat2 d/f d/f exchange -- rename c ln
sys mkdir ln 755 -- open d/. rdonly,nofollow -- close -- rename ln b/ -- ls d
sys unlink b/x -- cat a/y -- truncate b/x/ 2 -- chmod c/.. 1777
sys rename a/y/.. d/e -- stat d/f type -- rename d/e d/e/g -- rename d/e a
sys creat d x -- symlink /mnt b/ -- chown d/f/.. 2000 2000 -- rmdir d/f/
sys append b/x/. more -- unlink b/x/.. -- renameat2 c b exchange -- readlink c
sys mkdir d/f -- mkdir a 111 -- ls d -- chown a/y 0 0
sys link c/ a -- rename d/f d -- append c more -- unlink ln
sys truncate a/.. 2 -- rename d/e ln -- cat b/x -- creat d/f two
sys cat d -- stat c mode -- cat d/e
sys rename d/f b/x -- rmdir c -- ls d/e -- cat b
sys renameat2 b/x d noreplace -- readlink d -- truncate d/e/g 4 -- append b/x more
sys readlink a -- rmdir a/y/. -- ls a
sys symlink /mnt d/f -- cat b/x -- readlink d -- symlink ln c/
sys ls d/e/g -- link a/y/ b/x -- rename b d/f -- stat d/e/ uid
sys stat a/ type -- mkdir d/e/g/. 4711 -- cat d/e/g -- chown d/e/g/.. 1000 1000
sys readlink d/e -- rename ln ln -- rename c a/y -- rmdir d/e/g
sys chown d/f/ 1000 0 -- creat a/y/ three -- ls a/y/. -- open ln/. rdwr,creat -- close
cd ..; sys tree t
