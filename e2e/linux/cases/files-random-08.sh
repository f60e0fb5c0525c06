# title: a random script of files, seed 8
# group: files
# needs: root sys
mkdir t; cd t
sys creat a/. one -- truncate b/x/ 6 -- rmdir ln -- rename d/f d/e/g
sys mkdir c -- unlink d -- readlink c -- link a/y d/e
sys append d/e more -- chown d/e/g 1000 1000 -- creat a x -- rename d/e/g a/y
sys mkdir d/e -- stat b/x/.. gid -- readlink d -- chown d 2000 2000
sys symlink d/e/ d/.. -- renameat2 b c noreplace -- rename d d/..
sys stat a/y/. uid -- rmdir b/.. -- stat d/f mode -- chown a/y 1000 1000
sys renameat2 ln d/f exchange -- ls a -- chmod d/e 644 -- truncate ln 5
sys cat d/f -- chown c 0 2000 -- open a/y/ wronly,creat,excl -- close -- symlink ../c d
sys chown b 1000 0 -- rename b d -- rename d/e d/e -- mkdir b
sys link b b/x -- mkdir b 755 -- renameat2 d d/e exchange -- stat d/f gid
sys creat b x -- creat ln one -- chmod a/y/ 644
sys creat d/f three -- rename b/ d/f -- rename d/e b/x -- chmod b/x 644
sys ls d/e/. -- open a rdwr,creat -- close -- stat a/y type -- ls b/x
sys append d/e more -- rename c a -- append d/f more -- mkdir b/x 400
sys link d/e/g/. b/x -- ls b/ -- creat d two -- chown d/.. 0 2000
sys creat b/x x -- chmod a 600 -- ls b/.
sys symlink d/e/ ln -- rename a c -- mkdir a 0 -- unlink a/y
sys readlink d -- renameat2 ln d noreplace -- mkdir c 0 -- rename d/e ln
sys append b/x more -- stat ln/. mode -- chmod b/x 600 -- unlink ln
sys renameat2 d/e/g a noreplace -- truncate d/f 0 -- mkdir d/e/g/.. 1777 -- cat d
sys append a/.. more -- renameat2 ln a noreplace -- chmod d/e/g 755 -- truncate b/x 2
sys rename d/e d/e/g -- cat d/e/g -- rename d/f b -- mkdir b/x
sys rename d/e b/x -- rmdir d/f -- append a/y more -- rename a/y ln
sys stat d nlink -- rename a c -- rename b d/e/g -- rename d/f d
sys creat d/f/ two -- mkdir b 0 -- renameat2 a/y b noreplace -- rename a/y d/f
cd ..; sys tree t
