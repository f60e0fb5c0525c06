# title: a random script of files, seed 7
# group: files
# needs: root sys
mkdir t; cd t
sys cat b/x -- mkdir ln 400 -- stat a/y nlink -- open d/. wronly,trunc -- close
sys append ln more -- creat b/x/.. two -- rename ln ln -- link ln d/f
sys cat d/f -- rmdir b -- chmod c 4711 -- chmod c 1777
sys rename c b -- unlink a/y -- symlink ../c ln -- cat d/e
sys mkdir d/e/g/ 755 -- renameat2 b/x d/e/g noreplace -- renameat2 ln d exchange -- rename b/x ln
sys unlink b/.. -- unlink d -- open d/f wronly,creat,excl -- close
sys renameat2 c a/y noreplace -- open d/f/ rdonly,nofollow -- close -- symlink d d -- symlink ln c/.
sys chmod b/x 644 -- creat d/f two -- stat a/y mode -- rename b b
sys open d/e/g rdonly,directory -- close -- rename b/x a
sys rename d c -- truncate c 5 -- append d/f more -- creat a/y three
sys creat b/ three -- mkdir a 400 -- rename d/f a/y -- ls d/e/g
sys creat d/e x -- mkdir b/x -- append d/f/ more -- link b d/e
sys readlink b/x -- append d/e more -- append d/f more -- readlink d/e/g
sys rmdir b -- creat d/f x -- symlink nope d/f/. -- creat b/x x
sys chown d/e/g/. 0 1000 -- mkdir b -- append ln/. more -- cat a/y
sys truncate c 3 -- ls b/x -- link d/e b/x -- append d/f more
sys rename d d/e/g -- rename ln d -- open c/ wronly,creat,excl -- close -- stat b/.. nlink
sys rmdir d -- mkdir b/x 600 -- ls b -- chmod d/f 2755
sys readlink a -- renameat2 d a exchange -- rename d/f b
sys truncate ln 4 -- readlink a/y -- readlink a -- rename d/f a
sys unlink ln -- rename b/x b -- chmod a/y 644 -- open a/y rdonly,directory -- close
sys append d/e/ more -- readlink b -- ls d/f -- creat d/f/.. one
sys rename d/e d/e/g -- ls d -- stat a/y/.. type -- rmdir c
sys link ln/ d/e/g -- chmod d/. 2755 -- stat d gid -- rename d a/y
sys truncate d 6 -- renameat2 d/e d/e/g noreplace -- rename b d/f/ -- unlink a
cd ..; sys tree t
