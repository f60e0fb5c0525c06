# title: a random script of files, seed 10
# group: files
# needs: root sys
mkdir t; cd t
sys symlink d/e/ a/.. -- link d/e/g/ d/f -- chmod a 4711 -- cat b
sys symlink ../c a/y/ -- ls d/e/g -- mkdir a -- rename d/e/g ln
sys append b more -- stat d/e/g/ uid -- append d more -- rmdir d/e/..
sys creat d/e/g x -- renameat2 a d/e/g exchange -- cat a -- ls d
sys truncate d/f 7 -- link a/y d -- unlink a/y -- chown a 2000 1000
sys renameat2 a d noreplace -- open d/e rdonly,nofollow -- close -- open b rdwr,creat -- close -- rename b/.. a
sys mkdir b -- rmdir c/. -- mkdir d/f -- cat a
sys renameat2 b b/x noreplace -- rmdir c/. -- rmdir d/e/g/. -- mkdir ln
sys chown d/e/g 2000 1000 -- ls a/y -- mkdir d/e/g 1777 -- creat ln x
sys readlink a/y -- creat d/f x -- rename d/e b -- cat d/e/g
sys truncate d/e 1 -- mkdir d/e/g 4711 -- truncate a/ 5 -- link d/.. b/x
sys cat d/e/g -- creat a x -- ls d -- renameat2 d/e/g a/y noreplace
sys renameat2 ln c noreplace -- ls d -- creat d x -- symlink /mnt ln/
sys cat ln -- append a/y more -- rmdir a/y -- rename d/e/g d/e
sys rename a/y d/e/g -- creat b x -- cat d -- rmdir d/f
sys mkdir a -- link a/y d/e/g -- link d/f a -- symlink /mnt a/y
sys symlink nope a/y/. -- chmod a/y 700 -- stat c type -- renameat2 c a exchange
sys ls d/e/ -- rename b/x b/x -- symlink d/e/ ln -- chmod d 700
sys mkdir c/. 400 -- rename a/y a/y -- truncate d 4 -- link d/e ln
sys symlink d d -- append ln/ more -- rmdir a/. -- symlink ../c d
sys creat d/e/.. three -- truncate b/x 2 -- stat d/e type -- symlink ln a/y/.
sys symlink a c -- append c more -- rename c a/y
sys rename d/f d/f -- link d/ d/e/g -- chmod d/e/g/.. 111 -- symlink d d/f
sys truncate d/e/g 8 -- readlink d/e/g -- chown a/y 0 0
sys link a/y c -- open d/e/ rdonly,directory -- close -- symlink a b/x/. -- chmod d/e 0
cd ..; sys tree t
