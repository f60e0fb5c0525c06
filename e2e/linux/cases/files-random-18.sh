# title: a random script of files, seed 18
# group: files
# needs: root sys
mkdir t; cd t
sys cat d/e/g -- readlink c -- link d/f/.. d/e/g -- rename b/x a
sys stat d/e/ nlink -- open ln wronly,creat,excl -- close -- truncate c 2 -- creat d/ three
sys rename b/x d/f -- mkdir d/e 2755 -- cat d/e -- creat b/x three
sys mkdir b 600 -- chmod d/f 600 -- cat a/y -- rmdir d/f
sys ls a/y -- rename ln d/f -- cat b
sys stat a/y type -- ls d/f -- mkdir a/y -- append b/. more
sys chmod a/y 111 -- creat d/e x -- chmod b/x 600 -- renameat2 d/e/g a/y noreplace
sys cat a -- truncate c 1 -- unlink d/.
sys rename d c -- truncate a/. 2 -- rmdir a/y/ -- ls d/f
sys stat d/e nlink -- mkdir c 644 -- mkdir d/e/g/. 700 -- link a/ a
sys rmdir c -- renameat2 d/e/g d/f noreplace -- link a/y b -- creat d/e/g x
sys symlink ln c -- rename ln c -- append c/.. more -- symlink ln b/x
sys creat d/f/ one -- chown b/x 1000 0 -- readlink a/y
sys link a/.. c -- mkdir a -- cat b/x -- rmdir d/e/g
sys readlink d/e/g -- symlink nope b/x/.. -- open d/e/g rdonly -- close -- rmdir ln
sys mkdir d/f -- renameat2 b d/e noreplace -- chmod b/x/ 755 -- stat a/y/ nlink
sys link a/y ln -- link a/y/ d/f -- renameat2 d/e/g d/e noreplace -- creat a/y two
sys mkdir d/f/. 0 -- link d/e/g d -- mkdir a/ 644 -- creat a/y/.. one
sys rename b d -- ls c/.. -- rename a/y d/e -- stat d/ nlink
sys readlink a -- rename d/e b/x -- creat d/e/g three -- mkdir a
sys mkdir d -- rename d a -- readlink d/e/g -- stat a mode
sys readlink a/y -- chmod c 1777 -- symlink ../c d -- cat d/f
sys cat d -- ls a/y/.. -- stat d type
sys mkdir b/x 755 -- rename b/x d/e -- chmod c 700 -- mkdir b/x
sys mkdir b/x -- renameat2 d/e/g d exchange -- mkdir c 644 -- creat a/y x
cd ..; sys tree t
