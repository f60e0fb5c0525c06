# title: a random script of files, seed 12
# group: files
# needs: root sys
mkdir t; cd t
sys stat d/f nlink -- mkdir d/e -- renameat2 d/e d exchange -- truncate b/x 2
sys chown ln 2000 2000 -- mkdir d/e -- creat d x -- stat b/.. mode
sys symlink ln b/x -- cat b -- unlink ln -- ls d/f
sys readlink d/f -- stat ln/.. mode -- creat a x -- chmod b/ 755
sys rmdir a/y -- ls d/. -- chown d/e/ 1000 1000 -- chown d/e/g/ 1000 2000
sys renameat2 d/e ln noreplace -- append c more -- rename b/x d -- link b/x d/e
sys rename c b -- cat d/e/g -- rename a d/f -- readlink d
sys link a/ b/x -- renameat2 d/f b noreplace -- rmdir ln/ -- renameat2 b a noreplace
sys open ln rdonly -- close -- unlink d/.. -- rename a b -- rename a/y b/x
sys link d/.. c -- ls a/.. -- symlink nope b/x/.. -- rename d b/x
sys readlink d/f -- append c/ more -- mkdir d 0
sys truncate d/e 2 -- rmdir d -- rename d/e/g b/x -- symlink nope a/y/.
sys stat d/f/ mode -- mkdir b/x -- renameat2 b a noreplace -- rename ln b/x
sys cat ln -- chown d/e/ 0 2000 -- open d rdonly,directory -- close -- rename d/f d/f
sys truncate d 0 -- rename c b/x -- mkdir d/e/g/ 400 -- append b/x more
sys link a d -- mkdir a -- mkdir b
sys cat a/y -- rename d/e d -- mkdir b/x 2755 -- append b more
sys cat d/e -- symlink nope d -- renameat2 d/e b/x noreplace -- unlink a/y
sys open d wronly,creat,excl -- close -- mkdir ln/.. 600 -- mkdir d/e
sys cat a -- append c/. more -- rename a/y d/f -- truncate b/.. 1
sys cat a -- cat ln -- cat d/e -- rename a b
sys chmod d/e/g/. 4711 -- creat a one -- rename b d/e -- cat d
sys renameat2 c d/e/g noreplace -- renameat2 d d/e noreplace -- readlink d/f -- unlink a
sys mkdir c/ 1777 -- mkdir b -- ls b/x/.. -- chmod d/f/.. 600
sys chown ln 1000 0 -- creat d/e/g x -- append d/e/g more -- creat a/ two
cd ..; sys tree t
