# title: a random script of users, seed 11
# group: files
# needs: root sys
chmod 755 .; mkdir t; chmod 3777 t; cd t
sys rename c/. a/y -- rename d/f d/f -- truncate a 7 -- unlink d/e/g
sys truncate b/ 6 -- unlink b/x/.. -- mkdir a/y/.. 644 -- rename d/e/g/ d/e
asuser 1000 sys rename a/y d/f -- rename b/.. a/y -- ls a/y -- append d/e/g more
asuser 2000 sys readlink b -- readlink a/y -- readlink a -- chown d/e/g 0 2000
sys chmod d/e 644 -- mkdir a -- truncate d/e 3 -- link c/.. d/e/g
asuser 2000 sys creat b/ one -- creat d/e x -- rename d d/e
asuser 1000 sys rename ln d/f/. -- truncate b 3 -- truncate a 0 -- link b/x ln
sys unlink ln -- creat c x -- link a/. a -- creat d/e/g x
asuser 2000 sys open d wronly -- close -- renameat2 ln d/e noreplace -- chmod ln 111 -- symlink ln c/
asuser 2000 sys renameat2 b/x d/e/g exchange -- cat b -- rename d/e/g b/x -- mkdir b/x
sys rename b b/x -- ls a/y -- readlink b -- ls b/x
asuser 1000 sys ls a/y -- stat a/y/. type -- open b rdonly,nofollow -- close -- rename a d/e/g
asuser 2000 sys rename d d/e -- rename d/f ln -- truncate a/y/.. 5
asuser 2000 sys creat a/y one -- rmdir a/ -- rename d/f b/x -- cat b
sys chmod d/f 4711 -- ls d -- rename c a/y -- rename d/e/. ln
asuser 1000 sys append d/e/g more -- mkdir b/x -- rmdir d -- creat d/e/g one
sys renameat2 b d/e/g exchange -- open d/e/g wronly,trunc -- close -- link b/x/.. a -- truncate d/ 2
asuser 2000 sys symlink a b/ -- unlink d -- mkdir a/.. 0 -- mkdir a
sys chown d/f 2000 0 -- open ln/ rdonly,directory -- close -- chown ln/.. 2000 0 -- creat a/y x
sys ls d/. -- truncate d 5 -- cat a -- link a/y d
asuser 1000 sys mkdir d/f -- creat a two -- creat d/f two
sys chown a/y 1000 0 -- ls d/f -- open d rdonly -- close -- symlink ../c ln
sys chmod d/e/g 600 -- mkdir d/f -- mkdir ln/ 2755 -- cat a
asuser 1000 sys unlink c -- renameat2 b d/f exchange -- rmdir d/e -- creat c x
asuser 2000 sys ls d/f -- readlink d/f -- readlink a -- symlink a d/e/g/..
cd ..; sys tree t
