# title: a random script of files, seed 11
# group: files
# needs: root sys
mkdir t; cd t
sys creat d/e/g two -- unlink b/x/.. -- chown d/f 1000 1000 -- link d b/x
sys mkdir d -- symlink a d/e -- chmod d 4711 -- rmdir d/.
sys creat b/x x -- ls b -- rename a/y d/f -- rename b/.. a/y
sys ls a/y -- append d/e/g more -- renameat2 b b exchange -- rename d a
sys chown d/e/g 0 2000 -- creat c/. two -- renameat2 b a exchange -- creat d/f x
sys rmdir d/e/g/.. -- symlink /mnt a/y -- open b rdonly,nofollow -- close -- mkdir b/x 400
sys mkdir ln/.. 4711 -- mkdir b/x/. 755 -- rename b/x a/y -- open b/x rdonly -- close
sys chmod c 600 -- cat ln -- creat c one -- rmdir b/x/
sys link a/. a -- creat d/e/g x -- renameat2 ln d exchange -- rename b ln
sys cat a -- chmod ln 111 -- symlink ln c/
sys rename d/e/g a -- rename d/e/g b/x -- mkdir b/x
sys append b/x/ more -- unlink a -- truncate b/x 1
sys readlink ln -- stat a/y/. type -- open b rdonly,nofollow -- close -- rename a d/e/g
sys symlink d d -- rename d/f ln -- truncate a/y/.. 5
sys open d/f rdonly,directory -- close -- link d/e c -- rename d/f b/x -- cat b
sys ls c -- rename a/y b/x -- creat d/e/g three -- rename a/y d
sys rename d/e/. ln -- open d rdwr,creat -- close -- mkdir b/x -- rmdir d
sys creat d/e/g one -- ls b -- ls d -- mkdir c 600
sys mkdir d/e 644 -- append d/e/g more -- link ln b -- unlink ln
sys chown d/e/g 2000 2000 -- mkdir a -- rmdir ln -- rename d/e/g b/x
sys open ln/ rdonly,directory -- close -- chown ln/.. 2000 0 -- creat a/y x -- creat a x
sys truncate b/x 7 -- readlink d/e/g -- cat a -- link a/y d
sys rmdir b -- creat a two -- creat d/f two
sys truncate b 0 -- cat c -- ls d/f -- open d rdonly -- close
sys symlink ../c ln -- mkdir a 700 -- rmdir a/y -- mkdir ln/ 2755
cd ..; sys tree t
