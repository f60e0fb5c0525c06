# title: a random script of files, seed 2
# group: files
# needs: root sys
mkdir t; cd t
sys unlink c -- rename a d/f -- readlink c -- stat c/ uid
sys link b d/e -- link ln d/e -- rename a/y d/e/g -- rename a/y c
sys rename b/x/. d/f -- readlink d -- mkdir b -- creat a/y/ two
sys creat a x -- chmod d/e/g 700 -- mkdir b/x/. 755 -- rmdir b/x
sys link d/f/. d/e/g -- ls ln -- rmdir d/f/..
sys chown c 2000 2000 -- link d/f b/x -- creat d/e x -- chmod d/e/g/. 4711
sys mkdir c 755 -- rmdir a/y -- creat d/e/g three -- symlink a d
sys creat c/ two -- rename d/f d/e -- chmod b/x 700
sys stat a/y uid -- rmdir d/e/g -- mkdir d/e/g/. 4711 -- rename d d
sys chmod d/e 600 -- unlink d/e/. -- mkdir d/f 0
sys readlink b/x -- rename a/y d/e -- rename b/x/. ln/.. -- truncate a/y/.. 6
sys chown d/e 1000 1000 -- mkdir c -- append ln more -- link b a
sys open d/e/g rdonly,nofollow -- close -- rename a/y d -- cat d -- mkdir d
sys mkdir ln -- ls d/e -- creat d/e/g x -- ls d
sys stat a/y mode -- chmod b/x 755 -- ls d/e -- creat d/f x
sys truncate b/x 0 -- chmod b 111 -- mkdir c -- rmdir d/e
sys chown b/ 2000 0 -- unlink ln -- creat a/y x -- rmdir a
sys mkdir ln -- rename a b -- truncate d/.. 3 -- chown ln 1000 1000
sys mkdir c -- creat ln three -- ls d/f/ -- rename d/e/g ln
sys rename a d -- link b/x c -- ls a -- chmod a 755
sys symlink ../c d/e/g -- rename b ln -- chown b/x/.. 0 2000 -- append a/ more
sys mkdir d 644 -- rename b/x d/e/g -- chown c 1000 0 -- renameat2 b ln noreplace
sys creat b x -- unlink d/e/g/.. -- rename b d/e
sys readlink b/x -- unlink d/e/g -- rename d/e/g ln -- readlink ln
sys rmdir a/y -- mkdir d/f/. 400 -- truncate a/y/ 1 -- cat ln
cd ..; sys tree t
