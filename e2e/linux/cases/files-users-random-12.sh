# title: a random script of users, seed 12
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 755 t; cd t
sys mkdir b/x -- stat d/.. type -- chmod d 1777 -- ls ln
sys symlink nope d/e/.. -- mkdir d/e -- creat d x -- stat b/.. mode
asuser 1000 sys ls b/x -- cat b -- unlink ln -- ls d/f
sys truncate b/x 8 -- link b/x d/e/g -- unlink a -- rmdir a/y
sys readlink c -- chown d/e/ 1000 1000 -- chown d/e/g/ 1000 2000 -- renameat2 d/e ln noreplace
sys cat b -- rename b/x d -- link b/x d/e -- rename c b
asuser 2000 sys rename d/f a -- append d/.. more -- link a/ b/x -- renameat2 d/f b noreplace
sys chown c 1000 1000 -- creat d x -- unlink d -- unlink d/..
sys rename d/e/g a -- symlink nope b/x -- cat c -- ls a/..
asuser 1000 sys cat b/x -- open b/x/.. rdonly,nofollow -- close -- readlink d/f
asuser 1000 sys chmod ln 644 -- truncate d/e 2 -- rmdir d
asuser 1000 sys cat b/x -- symlink nope a/y/. -- stat d/f/ mode -- mkdir b/x
sys chown a 1000 0 -- stat b/x/.. type -- chmod d/ 111 -- open d rdonly,directory -- close
sys rename d/f a/y -- truncate b/x 4 -- mkdir b/x 755 -- rmdir c
asuser 1000 sys chmod d/e 644 -- truncate c/.. 7 -- creat b/x/.. one
sys append c more -- mkdir b/x -- append b more -- cat d/e
asuser 2000 sys rmdir d/. -- rmdir d/e/. -- renameat2 ln c exchange
asuser 2000 sys rename c a/y -- mkdir ln/.. 600 -- mkdir d/e -- cat a
sys rename c a/y -- truncate b/.. 1 -- cat a -- cat ln
sys rename b/x ln -- creat d/e x -- rename d/e a/y -- creat a one
asuser 1000 sys open d/e rdonly,directory -- close -- renameat2 c d/e/g noreplace -- renameat2 d d/e noreplace -- readlink d/f
asuser 1000 sys rmdir ln -- mkdir d/e 4711 -- mkdir d/e -- rename b/x/ d/f/..
sys chown ln 1000 0 -- creat d/e/g x -- append d/e/g more -- creat a/ two
sys chmod b/x/ 400 -- rmdir b/ -- ls d/f -- symlink d b
asuser 2000 sys symlink d/e/ d/e -- mkdir d/e/g -- rename d ln -- append d more
cd ..; sys tree t
