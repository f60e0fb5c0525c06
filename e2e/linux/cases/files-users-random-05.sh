# title: a random script of users, seed 5
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 3777 t; cd t
asuser 2000 sys append a more -- creat b/x x -- chown d 0 1000 -- link c a
asuser 2000 sys stat a/y gid -- mkdir a 755 -- renameat2 b c exchange -- unlink d/e
asuser 2000 sys stat b/x gid -- chown d/e/g 1000 0 -- link a a
asuser 1000 sys stat d/f uid -- link c/. d/e/g -- rmdir d/e -- chown d/e/g 2000 1000
asuser 1000 sys open d rdonly -- close -- chmod d/f/.. 1777 -- chmod a/y/.. 0 -- renameat2 b d/e/g noreplace
asuser 1000 sys ls c -- chmod d 4711 -- mkdir a -- renameat2 d b/x exchange
sys rename d/e b -- truncate d/ 7 -- creat d/e/g x -- creat d/f x
asuser 1000 sys rename d/f d/e/g -- rename a/y d/f -- readlink a/y -- cat a
sys readlink d/e -- unlink d/f -- open d/e/g wronly -- close
asuser 2000 sys chmod d/. 644 -- creat b/x two -- renameat2 c b noreplace -- renameat2 b d/e/g exchange
asuser 2000 sys truncate ln/.. 4 -- readlink c -- renameat2 ln d/f noreplace -- renameat2 ln b exchange
asuser 1000 sys symlink a a/y/ -- link ln/.. d/f -- append b/x/. more
sys stat d/e/g type -- open d/e/g rdwr,creat -- close -- readlink d -- append c more
sys append d/f/. more -- ls b/ -- stat a/y/. type -- rename a d/f
asuser 2000 sys cat a -- open d/e/g rdwr,creat -- close -- creat d/e/g x
sys rename a/y d/e/g -- creat d x -- truncate a 4 -- rename b/x/ b/x/.
asuser 1000 sys chmod b/. 600 -- rename ln b -- truncate b 1 -- link b/. d/e/g
asuser 1000 sys mkdir b 111 -- cat c -- chown d/e/g 2000 1000 -- unlink a/y/
asuser 2000 sys readlink a -- append d/e more -- append b/ more -- append d more
sys open d/e wronly,creat,excl -- close -- link b d/e -- rename d/e/g d -- cat d/e
sys rename d/e/ d/e -- symlink a b/x/. -- symlink ../c a/y -- creat d/f x
asuser 1000 sys mkdir d/f -- rename c/ b -- chown a/y/.. 0 1000 -- link c d/f
sys truncate d/e/g 3 -- append a more -- symlink nope b/x
sys link d/ ln -- chmod ln/.. 600 -- cat d -- append b more
asuser 2000 sys mkdir d 1777 -- rename d/e d/f -- unlink b -- renameat2 d d/e noreplace
cd ..; sys tree t
