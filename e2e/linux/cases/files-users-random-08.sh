# title: a random script of users, seed 8
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 755 t; cd t
asuser 1000 sys rename d/ a/y/ -- chmod d/e 1777 -- chown d/e/g/ 2000 1000 -- rmdir d/f
asuser 1000 sys readlink c -- link a/y d/e -- append d/e more -- chown d/e/g 1000 1000
asuser 1000 sys mkdir d 4711 -- mkdir d/e -- stat b/x/.. gid -- readlink d
asuser 2000 sys unlink b/x -- mkdir ln/.. 644 -- mkdir b/x 700 -- unlink c
sys chown d/f 2000 1000 -- readlink ln -- chmod a 111 -- stat d/f mode
asuser 1000 sys creat ln two -- renameat2 ln d/f exchange -- ls a -- chmod d/e 644
asuser 2000 sys readlink d/f -- rename a b -- chown d/.. 0 2000
asuser 2000 sys ls d -- chown b 1000 0 -- rename b d -- rename d/e d/e
sys symlink d b -- chmod d/e/g/ 4711 -- rename b d -- cat b
sys creat d one -- chmod c/.. 4711 -- unlink b/ -- chmod a/y/ 644
asuser 1000 sys open d/f rdonly,directory -- close -- unlink a/ -- chmod b/x/.. 2755 -- chmod b/x 644
asuser 1000 sys rmdir d/e/g -- rmdir a/y -- stat a/y type -- ls b/x
asuser 2000 sys link b/ c -- rename b d/f -- chown a 2000 0 -- link d/e/g/. b/x
asuser 1000 sys symlink ../c ln -- append d/e/g more -- chown d/f 2000 1000 -- append b/x/. more
asuser 1000 sys mkdir d/e 1777 -- symlink d/e/ ln -- rename a c
asuser 2000 sys creat b x -- link a/y/.. d -- readlink d -- renameat2 ln d noreplace
asuser 1000 sys rename d b/x -- truncate ln 0 -- link a ln -- chown b 2000 2000
asuser 1000 sys unlink ln -- renameat2 d/e/g a noreplace -- truncate d/f 0 -- mkdir d/e/g/.. 1777
asuser 2000 sys truncate b 8 -- renameat2 ln a noreplace -- chmod d/e/g 755 -- truncate b/x 2
asuser 2000 sys mkdir d/e/g 755 -- rename d/f b -- mkdir b/x -- rename d/e b/x
sys creat ln/.. two -- chmod b/.. 1777 -- stat d nlink -- rename a c
asuser 2000 sys open d/e/g rdonly,directory -- close -- readlink a/y -- readlink d
sys append a more -- renameat2 b b/x noreplace -- open d/f wronly,trunc -- close -- readlink a
sys mkdir b 4711 -- mkdir b/x 600 -- creat c x
asuser 1000 sys symlink ln d -- chown b/. 1000 2000 -- unlink ln -- creat d/ one
cd ..; sys tree t
