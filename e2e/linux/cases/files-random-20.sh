# title: a random script of files, seed 20
# group: files
# needs: root sys
mkdir t; cd t
sys rename ln d/e -- cat d -- rename d a/y -- open d/e/g wronly -- close
sys rename a/y a/y -- stat d/f uid -- mkdir a/y
sys ls a/.. -- ls b -- chown d/e/g/ 1000 2000 -- chmod b 600
sys open d/e/g wronly,trunc -- close -- link d/f d -- open b/ wronly -- close -- rename a d/f
sys truncate a 7 -- renameat2 b a/y noreplace -- link ln d/e/g -- link a/y a
sys readlink d -- link b/x a/y -- mkdir a/y
sys chown d/f/.. 1000 2000 -- creat d/e/g x -- rmdir d/e/g -- unlink b/x/..
sys unlink ln -- readlink d/e/g -- open d/e/g wronly,trunc -- close -- stat b/ uid
sys mkdir a/ 700 -- unlink d/e/g/ -- ls b -- append d/e/g more
sys ls c -- ls b/x/.. -- rmdir a/y -- unlink c
sys renameat2 b/x b noreplace -- readlink d -- mkdir d/e -- chown a/y/.. 0 0
sys ls c -- renameat2 b/x d/f exchange -- chown d/f 2000 1000
sys rename b c -- ls d/f -- stat a/y type -- mkdir b/.. 700
sys open d wronly,trunc -- close -- rename d/e a -- link a/.. d/f -- open c wronly,trunc -- close
sys creat d/e x -- mkdir d/f 400 -- symlink d/e/ d/e/g/ -- stat d/f mode
sys readlink d/f -- ls c -- rename d/e/g a -- cat b
sys open d/f/ rdonly,directory -- close -- mkdir ln 0 -- rename d/e/g c -- unlink a
sys renameat2 a/y b exchange -- rename d d/. -- unlink ln -- symlink ln a/y
sys cat ln -- creat a x -- chmod ln/. 0 -- renameat2 b a/y exchange
sys rename a d -- chown c 1000 1000 -- chmod a/y 644 -- chmod d/e/g 400
sys cat d -- mkdir d/e/g 2755 -- truncate a/.. 2 -- renameat2 d/f b/x noreplace
sys cat d/e -- cat ln -- mkdir a -- truncate a 7
sys truncate c/ 2 -- mkdir b/x -- mkdir d/e/g/.. 644 -- renameat2 a/y d exchange
sys rmdir d/e/g/ -- creat d x -- chown a/y/. 0 2000 -- mkdir c/ 0
sys append d/.. more -- cat ln -- rename b/ a/y/.
cd ..; sys tree t
