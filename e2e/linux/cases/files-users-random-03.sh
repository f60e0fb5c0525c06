# title: a random script of users, seed 3
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 777 t; cd t
sys mkdir b/x 700 -- unlink d -- truncate ln 7 -- append c/ more
asuser 1000 sys link b/x b -- creat b x -- creat d/f x -- append d/f more
asuser 1000 sys truncate d/e/g 3 -- mkdir b -- renameat2 b/x d noreplace -- truncate d/. 5
asuser 2000 sys mkdir b/x -- open d/e/g wronly,creat,excl -- close -- rmdir ln/.. -- ls d/e/g/.
asuser 2000 sys stat b type -- ls d/f -- ls a/y/ -- chmod d/f/.. 0
asuser 1000 sys mkdir d/f/ 111 -- stat a/y uid -- cat d/f -- readlink d/e
sys symlink nope b -- renameat2 c a/y noreplace -- unlink d/e -- chmod b 400
sys rmdir d -- readlink d/e/g -- mkdir ln 111 -- rename a/y d/e/g
sys renameat2 b d/e noreplace -- unlink d -- symlink nope ln -- open d wronly,creat,excl -- close
sys open ln rdwr,creat -- close -- truncate c 8 -- open d/f rdwr,creat -- close -- append b/x/ more
asuser 1000 sys readlink b -- rename d d/e -- readlink d -- rename d/e/. d/e/
sys creat ln/.. one -- ls d/ -- append a more -- mkdir b/x
sys rename ln d/e/g -- rename d c -- symlink ln b/x -- chown d 0 0
sys append a more -- ls ln/. -- rename b/x d/e/g -- rmdir d/f
asuser 1000 sys cat d/e/g -- unlink b/x/ -- creat d/f x -- mkdir b 111
sys rename ln/. a/y -- mkdir d/f 111 -- symlink nope d/f/ -- creat d x
sys creat d two -- rename d/e/g d/e -- rename a/y d/f -- chown d/e/g 2000 1000
sys append b/x more -- renameat2 d/e d noreplace -- rename b ln -- rename d/f c/.
asuser 1000 sys rmdir d/e/.. -- open d/ wronly,creat,excl -- close -- link b a -- append c/.. more
asuser 2000 sys symlink /mnt d/e -- mkdir a -- rmdir d/e/.. -- unlink a
asuser 1000 sys symlink a d/e/g/.. -- stat a gid -- rename a/y/. d -- stat a uid
sys rename b c/.. -- mkdir d/f -- stat b gid -- mkdir a
asuser 1000 sys creat b/x two -- rename ln d/e -- creat d/f one -- cat b/x
sys mkdir c -- cat d/f -- ls b/x -- chmod d/e 4711
asuser 1000 sys renameat2 ln d/e noreplace -- chmod ln 0 -- creat d/f x -- chown d 1000 0
cd ..; sys tree t
