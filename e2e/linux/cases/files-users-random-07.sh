# title: a random script of users, seed 7
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 777 t; cd t
asuser 2000 sys cat b/x -- symlink /mnt c -- mkdir b/x -- readlink a/y
asuser 1000 sys mkdir d/f -- append ln more -- creat b/x/.. two -- rename ln ln
asuser 1000 sys unlink a -- cat d/f -- rmdir b -- chmod c 4711
asuser 2000 sys link d/e/.. d/f -- mkdir b/ 4711 -- unlink a/y -- rename a/y a
asuser 1000 sys mkdir d/e/g/ 755 -- renameat2 b/x d/e/g noreplace -- renameat2 ln d exchange -- rename b/x ln
sys mkdir a/y -- renameat2 d/f a/y exchange -- unlink d/f -- mkdir a 400
asuser 2000 sys creat d/f x -- renameat2 b a/y exchange -- creat d x -- cat ln
asuser 1000 sys chmod b/x 644 -- creat d/f two -- stat a/y mode
sys readlink b -- open d/e/g rdonly,directory -- close
sys ls a/ -- rename c b -- stat c nlink -- symlink /mnt d/..
asuser 2000 sys symlink ../c b/ -- renameat2 d/e a noreplace -- renameat2 a/y a noreplace
asuser 1000 sys creat d/e x -- mkdir b/x -- append d/f/ more -- link b d/e
sys link a/y b/x -- append d/f more -- readlink d/e/g -- rmdir b
asuser 2000 sys creat a/y one -- readlink b/x -- creat d/f x -- chmod b/x/ 700
asuser 2000 sys chown ln 1000 2000 -- creat d one -- rename a c -- stat a/y/ type
asuser 2000 sys symlink /mnt d/e/g -- symlink ln c/ -- chmod d/e 0
asuser 1000 sys rmdir d -- mkdir b/x 600 -- ls b -- chmod d/f 2755
sys stat b/ type -- creat c two -- truncate ln 4
sys renameat2 ln a exchange -- open a rdonly,nofollow -- close -- renameat2 a/y b/x exchange -- chmod a/y 644
asuser 1000 sys rename d d -- append d/e/ more -- readlink b -- ls d/f
asuser 1000 sys chown a 0 1000 -- rmdir c/. -- creat c x -- rename d/e/g a
asuser 1000 sys stat a/y/.. nlink -- mkdir d/e/g -- chmod d/. 2755 -- stat d gid
asuser 2000 sys unlink c -- rename ln d -- creat d/e x -- renameat2 d/e d/e/g noreplace
asuser 2000 sys creat ln/.. one -- unlink a -- open ln rdonly,directory -- close -- creat c one
asuser 1000 sys open a/y/. rdwr,creat -- close -- truncate d/e/ 8 -- rename d/e d/e
cd ..; sys tree t
