# title: a random script of users, seed 1
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 1777 t; cd t
asuser 1000 sys link d/f a/y -- readlink d/e/g -- rename ln d/f -- ls d
asuser 1000 sys renameat2 b/x c exchange -- chmod d/e 644 -- renameat2 ln d/e noreplace -- chmod a/y 700
asuser 2000 sys renameat2 d/f d/e/g exchange -- open d/e/g rdonly,directory -- close -- truncate a/y/. 0 -- rmdir a/y
sys stat d/e/. gid -- creat d/f x -- renameat2 d/e d noreplace -- stat d/e/g gid
asuser 1000 sys rename b ln -- cat d/e -- link a/y a -- link c/ d/e
asuser 2000 sys creat ln x -- unlink d/e/g/. -- append b/ more -- chown b 1000 1000
asuser 2000 sys open d rdonly,nofollow -- close -- truncate a 6 -- cat d/f
asuser 2000 sys rename c d/f -- open a/. wronly -- close -- chown d 2000 0
sys rename b/x b -- readlink a -- cat d/e/g -- chmod d/e 700
asuser 2000 sys ls c -- unlink b/. -- ls d/e/g/.. -- creat d/f/.. one
asuser 2000 sys creat a two -- rename d/e ln -- readlink a
asuser 2000 sys link d/e/g a -- link a/y/ d -- append b more -- link b/x b/x
sys rename ln d/e/g -- rename d/e/g/. b/. -- cat d/f -- rename a a
sys append d/f more -- mkdir ln 0 -- chmod a/y/ 755
asuser 1000 sys chmod a/y/.. 400 -- readlink b -- creat b/x x -- chmod b 1777
asuser 2000 sys mkdir b 700 -- readlink c -- rmdir d/. -- open c/.. rdonly -- close
sys symlink ../c d/f -- mkdir b/. 4711 -- unlink d/e/g -- open b wronly,trunc -- close
sys creat a/y/.. two -- chown d/e 0 0 -- renameat2 c ln noreplace
asuser 2000 sys symlink /mnt d/e -- chown a/.. 2000 1000 -- readlink d/e -- rename a/y b/x
asuser 1000 sys renameat2 b d/f noreplace -- mkdir a -- rename b a
asuser 2000 sys stat a nlink -- rmdir b/x -- chmod b 755 -- truncate d/f 3
asuser 2000 sys cat b -- cat b -- rmdir ln/.. -- stat d/e mode
asuser 1000 sys symlink d/e/ d -- mkdir d/e 644 -- mkdir b 600 -- append d/e/g more
sys creat d three -- link c/. b/x -- stat a/. nlink -- open ln rdonly -- close
sys mkdir b/x/.. 4711 -- rename b/x/. a/y -- renameat2 c c exchange -- rename d/f a
cd ..; sys tree t
