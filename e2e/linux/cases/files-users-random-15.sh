# title: a random script of users, seed 15
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 777 t; cd t
asuser 2000 sys truncate b 5 -- stat d/e nlink -- rename d/e d/f/ -- chmod d/e/.. 600
asuser 1000 sys creat b/x x -- rename c a/y -- chown d/e 1000 2000 -- creat d/e/g x
sys append d/e/ more -- chown c 0 2000 -- mkdir d/f/ 1777 -- unlink d/f/.
asuser 2000 sys creat d x -- open d/e/g/ rdonly,nofollow -- close -- cat b -- renameat2 b a noreplace
asuser 2000 sys readlink d/e -- creat b/x x -- creat c x -- symlink ../c ln
asuser 1000 sys link d/f d/e/g -- chmod c 0 -- rename d/e/g d/e -- chown a/ 1000 1000
asuser 2000 sys creat b/x x -- truncate ln/ 0 -- rename ln a/. -- chmod d/f/. 644
asuser 1000 sys chown c/ 0 0 -- rename b d -- mkdir c/ 400
asuser 1000 sys mkdir d/e/g/ 111 -- creat d/e/g one -- rename d/f d -- unlink a/y
asuser 1000 sys truncate c/. 0 -- mkdir d/e/. 400 -- chmod a/y 755 -- rename c d/e/g
asuser 2000 sys rename ln ln -- chmod d/ 400 -- open a rdonly -- close
sys unlink d -- ls d -- renameat2 ln d/e exchange -- creat d/e x
asuser 2000 sys open d/f rdonly,nofollow -- close -- mkdir a/y/ 755 -- readlink ln -- truncate c 1
asuser 1000 sys renameat2 c a exchange -- ls a/y -- stat a/ mode -- mkdir a/y 2755
sys renameat2 c d exchange -- readlink d -- renameat2 b/x d exchange -- creat c/. three
asuser 1000 sys link a/y d/f -- rename b d/. -- truncate d/f/.. 4 -- mkdir b/x 111
asuser 1000 sys ls a/.. -- rename c/. ln/. -- chmod d/f 0 -- append b more
asuser 2000 sys renameat2 d a/y noreplace -- chown d/e 0 0 -- rename d/e c/..
asuser 2000 sys mkdir b/x -- truncate ln 0 -- link ln a
asuser 2000 sys link c/ d/e -- stat ln/.. mode -- cat d -- mkdir a/y/.. 400
asuser 1000 sys creat d/e one -- rename a b/x -- mkdir a/y -- rename d/e b/x
sys ls b -- creat b/x/.. three -- rename ln b/x -- mkdir b/x 644
asuser 2000 sys open d/e wronly,trunc -- close -- stat a/y type -- mkdir b -- link d/e/ d/e/g
asuser 2000 sys append b more -- symlink d/e/ d/f -- renameat2 d/f ln exchange -- rename d/f a/y
sys symlink /mnt ln -- cat d/e/g -- chown d/e 0 2000 -- cat b
cd ..; sys tree t
