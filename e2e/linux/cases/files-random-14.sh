# title: a random script of files, seed 14
# group: files
# needs: root sys
mkdir t; cd t
sys rmdir d/e/g/ -- mkdir d -- rename d d/f -- chown b/ 2000 1000
sys chmod d 4711 -- open a/.. rdwr,creat -- close -- mkdir d -- creat c x
sys mkdir d/e -- unlink ln -- chmod a/y/.. 600 -- rmdir d
sys stat a/y gid -- cat d -- rename b b -- cat a
sys symlink ../c a/y/. -- append b/.. more -- renameat2 b b exchange -- creat b three
sys mkdir b 111 -- rename b a/y -- stat a/y mode
sys link a b/x -- append c more -- open ln rdonly,directory -- close -- unlink a/y/..
sys rename d/e b/x -- creat b/ three -- cat a -- chown b/x 2000 0
sys link a/y a/y -- rename ln d/f -- creat a one -- renameat2 d d/e noreplace
sys rename a d -- symlink ln d/e/g/. -- chown d/e 0 1000 -- unlink d/.
sys link d/f/.. a/y -- readlink d/e/g -- chmod ln/ 2755
sys renameat2 b d noreplace -- chmod d/f 4711 -- cat d/e -- rename ln/ d/e/
sys chown b/x/ 0 0 -- open b/x rdonly -- close -- chmod a 600 -- rmdir b/..
sys readlink d/f -- rmdir b/x/.. -- chown b/x/. 0 0 -- readlink b
sys truncate b/x/ 2 -- mkdir a/y/. 644 -- stat ln/.. nlink -- ls b/x
sys readlink ln -- readlink a/y -- stat d/f gid -- creat b/x/. two
sys stat b uid -- chown d/e/g 1000 2000 -- truncate ln/ 7 -- mkdir d/e
sys chown d/e 1000 2000 -- link b/ c -- cat c
sys rename c a -- rmdir a -- stat d/f/ type -- rmdir b/x
sys mkdir d/f -- ls d/e/g -- chown d/f 1000 0
sys cat d/f -- rmdir b/x -- mkdir d -- creat d/e/g one
sys unlink c -- readlink d -- rename b/x/ c -- cat d/e/g
sys symlink a ln -- rmdir a/y -- symlink a a/y/ -- readlink d/f
sys rename d a -- symlink ln a/y -- creat a/y x -- rename a/y a/y
sys rename a/y/. c -- readlink a -- link d/e/.. d -- mkdir d/f 4711
cd ..; sys tree t
