# title: a random script of users, seed 4
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 3777 t; cd t
asuser 2000 sys creat d x -- link d/e/g/ c -- chown ln/ 2000 2000 -- append ln more
asuser 2000 sys creat d/e/g three -- rmdir c -- symlink nope d/f/
asuser 1000 sys rename ln d/e -- link b/x b/x -- link a/y a -- unlink b/..
asuser 1000 sys stat d/e/.. nlink -- truncate a/.. 7 -- unlink a -- mkdir c
asuser 2000 sys link b/x a -- readlink a/y -- chmod a 644
asuser 1000 sys chmod b 4711 -- rename b/x d/f -- mkdir d/e 600 -- append b/ more
asuser 2000 sys symlink ../c d/e/g -- rename ln d/f
asuser 2000 sys chown a/y/. 0 0 -- mkdir ln/. 2755 -- mkdir c/. 1777 -- stat a type
asuser 1000 sys rmdir b/x/. -- rename d/f/.. b/x -- ls d/e/.. -- mkdir d 0
asuser 1000 sys rmdir b/x -- mkdir d 1777 -- mkdir b/x
asuser 2000 sys append d/e more -- chmod d/e 2755 -- mkdir a/y 0 -- rmdir ln/.
asuser 2000 sys symlink /mnt a/ -- mkdir b/x -- symlink ln a/y/
asuser 2000 sys open b/x rdonly,directory -- close -- chmod b 755 -- rename d/e a/y/.. -- creat ln x
asuser 1000 sys symlink d/e/ d/f/. -- readlink d/e/g
sys rename a d/f -- link a a -- creat d/e/g two -- symlink /mnt b
asuser 2000 sys creat a one -- rename ln ln -- readlink b/x -- rmdir a
asuser 2000 sys ls d/e -- renameat2 ln d/e exchange -- append d more -- truncate d/f 3
sys unlink b/ -- creat d/e/g/. three -- open b/x/. rdwr,creat -- close -- rename a b
asuser 1000 sys renameat2 d/e/g c exchange -- open a/y rdwr,creat -- close -- ls d/e -- renameat2 b a/y noreplace
sys rmdir b/x/.. -- rmdir a -- mkdir d/e/g -- rename a a
asuser 1000 sys chown a 2000 0 -- renameat2 c d/e/g noreplace -- rename ln d/f -- creat d x
asuser 2000 sys stat a/. type -- chmod ln 400 -- stat a gid
asuser 2000 sys chmod b 400 -- unlink d/e/g -- creat b x -- cat d/f
sys open c rdwr,creat -- close -- cat b/x -- stat b/ gid
asuser 2000 sys rmdir d/e -- symlink nope d/f/.. -- open ln rdwr,creat -- close -- mkdir c 4711
cd ..; sys tree t
