# title: a random script of users, seed 2
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 1777 t; cd t
asuser 1000 sys creat c x -- rename a d/f -- readlink c -- stat c/ uid
asuser 1000 sys renameat2 d/e/g d/e noreplace -- append d/e more -- rename a/y d/e/g -- rename a/y c
sys stat ln uid -- readlink d -- mkdir b -- creat a/y/ two
asuser 2000 sys ls c -- renameat2 d/f d/e/g noreplace -- rename d/e/g d/e/g -- cat d
asuser 2000 sys symlink /mnt d/e/g -- cat c -- unlink b/x -- open d/f/ rdonly,directory -- close
sys stat d/e type -- readlink b/x -- creat d/e x -- chmod d/e/g/. 4711
asuser 1000 sys creat d/e/g x -- creat d/e/g x -- open b rdwr,creat -- close -- rename ln/.. a/y/
asuser 1000 sys creat c/ two -- rename d/f d/e -- chmod b/x 700
asuser 2000 sys open d/e rdwr,creat -- close -- stat a/y mode -- symlink d/e/ d/e/g/.. -- renameat2 d/e d/e noreplace
asuser 1000 sys unlink d/e/. -- mkdir d/f 0 -- readlink b/x
sys creat d/e two -- rmdir ln/.. -- truncate a/y/.. 6 -- chown d/e 1000 1000
sys creat b x -- mkdir d/e/g -- link b a -- open d/e/g rdonly,nofollow -- close
asuser 1000 sys truncate d 6 -- mkdir d -- mkdir ln -- ls d/e
sys chmod b/x 755 -- stat a/y mode -- chmod b/x 755 -- ls d/e
asuser 2000 sys truncate b/. 3 -- symlink d/e/ b -- open d rdwr,creat -- close -- rename ln ln
sys creat b two -- append a/y/. more -- rename d/e a -- renameat2 d ln exchange
asuser 1000 sys readlink d -- creat ln three -- symlink ln a/y -- mkdir c
asuser 2000 sys readlink d/e -- cat b/x -- renameat2 c d/e/g noreplace -- renameat2 ln a/y noreplace
sys symlink d/e/ b/x -- ls d/e/g -- chown c 1000 0 -- symlink ../c d/e/g
asuser 2000 sys renameat2 a/y ln exchange -- chown b/x/.. 0 2000 -- append a/ more -- mkdir d 644
sys rmdir d/f -- chown d/f/ 1000 1000 -- truncate d/f/. 2 -- rename b/x b
sys mkdir ln 111 -- link a/.. ln -- rename a/y a -- rename ln ln
asuser 1000 sys append d/e more -- ls c/ -- symlink ../c b/x -- rename d/e d/f
sys append d/e/g more -- readlink a/y -- append c more -- link d/e d/e/g
asuser 1000 sys renameat2 d d noreplace -- truncate d/e/g/.. 8 -- mkdir d/f -- rmdir b/x
cd ..; sys tree t
