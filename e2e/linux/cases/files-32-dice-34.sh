# title: calls on files by dice, seed 34
# group: files
# needs: root sys
N=$(printf %0255d 7) O=$(printf %0256d 7)
Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af
mkdir -p /mnt/e1/w && cd /mnt/e1/w
sys creat a/f text -- mkdir b 755 -- creat b/f text -- mkdir c 755 -- mkdir c/b 755 -- creat f text -- creat g text -- mkdir h 755 -- symlink /mnt/e1/w/a l -- symlink b/a m -- chmod h 700 -- chown c 65533 0 -- chmod b 777 -- chmod b 2777 -- chmod b 3770 -- chmod a 2711 -- chown n -1 65532 -- chmod . 1775 -- chown . -1 65534
cp /usr/bin/sleep ../x
../x 1000 &
sys same c/f c//f -- mark -- unlink c -- stat c mtime -- stat c ctime -- stat . mtime -- stat . ctime -- stat c mtime -- stat c ctime -- unlink ./n -- stat c/c/h/./ size -- open l/ rdonly,nonblock,creat 700 -- open a/m/a wronly,nonblock,creat,excl,trunc,append,nofollow 000 -- fchown 0 -1 -- fchown -1 65533 -- write hello -- link b ./h -- ls a -- open ../x wronly,creat -- chmod c 2755 -- open b/a/c/. rdonly,nonblock,creat,nofollow 2711 -- ftruncate 10000 -- fstat mode -- write hello -- rename g/.. b -- mknod f d 0 0 1775 -- mknod g/a c 0 0 500 -- unlink c/ -- open b wronly,nonblock,directory 777 -- symlink b/b c
sys capclear 0 -- link b/c/a a -- umask 77 -- renameat2 b/n c exchange -- rename h b -- open b wronly,nonblock,creat 7777 -- mkdir m 2755 -- chmod a/f/l/ 500 -- rename g c -- chmod b/m/ 7777 -- open a/c wronly,nonblock,creat,nofollow 644 -- fstat size -- truncate h -1 -- rename n g -- rename a a/n/g -- chmod f/b 500 -- open n/ wronly,nonblock,trunc 2777 -- ftruncate 4096 -- fstat size -- fchmod 2755 -- mkdir f 1775 -- open $Y wronly,nonblock,trunc 644 -- unlink m
sys setgroups -- setgid 65534 -- setuid 65534 -- open a/l rdwr,nonblock 2711 -- read -- write hello -- fchmod 666 -- fchown 65534 65532 -- access b/.. f -- same g c/m -- stat_follow b size -- mark -- rename b b//n -- stat b mtime -- stat b ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime -- access a/n/ x -- access b/n/ x -- link m/h /mnt/e1/w/l
sys setgroups -- setgid 65534 -- setuid 65534 -- rename a//n b
sys symlink g f -- link c/n/h /mnt/e1/w/b/ -- unlink a/g/ -- chmod b/m 2711 -- renameat2 c//l h noreplace,whiteout -- rename f/g g
sys symlink m g -- open b rdwr,nonblock,creat,excl,nofollow 3770 -- fchdir -- truncate ../x 3
sys setgroups -- setgid 65534 -- setuid 65534 -- mknod c/l/m d 0 0 644
sys capclear 1 -- capclear 2 -- capclear 3 -- mark -- rename f n/f -- stat f mtime -- stat f ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime
sys capclear 1 -- capclear 2 -- capclear 3 -- symlink ../w/f m/a -- open ./g rdonly,nonblock,directory 2755 -- mknod a p 0 0 000 -- chmod b/b 1775 -- mkdir g 666 -- symlink c n/.
sys mark -- unlink c -- stat c mtime -- stat c ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime -- truncate l/f -1
sys setgroups -- setgid 65534 -- setuid 65534 -- open c rdonly,nonblock 666 -- rmdir ./g -- same c/l h -- open f/ rdonly,nonblock,trunc 2711 -- stat_follow f/b size -- lutimes b/.. omit now -- stat b/.. mtime -- stat_follow m/ type -- stat_follow b/f mode -- open a/l/ rdonly,nonblock,directory 700 -- write hello -- rename h/n b/m/f -- access ../x w -- access n rwx
sys setgroups -- setgid 65534 -- setuid 65534 -- open ../x wronly,path
sys dump .
mkdir -p /mnt/e2/w && cd /mnt/e2/w
sys mkdir a 755 -- mkdir b 755 -- mkdir c 755 -- mkdir c/a 755 -- creat c/h text -- creat f text -- creat g text -- mkdir h 755 -- symlink a/b l -- symlink n m -- symlink ../w/m a/m -- chown b -1 65532 -- chmod a 777 -- chmod g 666 -- chown m 65533 -1 -- chmod c 3770 -- chown n 65534 -1 -- chmod b 666 -- chmod . 1777
sys mkdir i -- mount tmpfs i tmpfs nodev mode=777,nr_inodes=7 -- creat i/f text
sys setgroups -- setgid 65534 -- setuid 65534
sys chown_follow ./h 65534 65532 -- rmdir n/b/. -- chmod c 644
sys mkdir a/l/f/.. 3770 -- unlink i -- stat f/g size -- mount f/../h a/g none bind -- rmdir ./c -- rename b ./g -- renameat2 c/n ./b noreplace -- access ./f f -- chmod a 4755
sys setgroups 65532 -- setgid 65534 -- setuid 65534
sys capclear 0 -- mkdir l/c 777 -- chown_follow g/h 65534 0 -- stat_follow c type -- chown_follow l/a 0 65534 -- rename n h -- mknod i b 60 1 000 -- unlink g -- rename a/h/a b/b -- link g/. f -- renameat2 b/g/a a noreplace,exchange
sys setgroups -- setgid 65534 -- setuid 65534
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- chmod h 7777 -- open b/ wronly,nonblock 644 -- stat_follow a/b/l rdev
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- rmdir b/m -- rename /mnt/e2/w/n /mnt/e2/w/g -- rename b/n/l/ c/a/h
sys capclear 1 -- capclear 2 -- capclear 3 -- unlink b/h -- chmod b/g/a/ 000 -- access /mnt/e2/w/b/. x -- stat f/n gid
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- rename c//a h
sys capclear 1 -- capclear 2 -- capclear 3
sys unshare user -- mount tmpfs a/f tmpfs none mode=1777 -- lutimes g omit 77777 -- stat g mtime -- rmdir i/ -- rename g /mnt/e2/w/m/ -- mknod b p 0 0 500 -- rename h g -- access /mnt/e2/w/n rw -- chmod n/n 500 -- rename h c/m/c -- access f rw
sys dump .
mkdir -p /mnt/e3/w && cd /mnt/e3/w
sys mkdir a 755 -- creat a/g text -- mkdir c 755 -- creat c/g text -- creat f text -- link h g -- mknod h p 0 0 4755 -- symlink a l -- symlink c/m m -- chmod c 777 -- chmod a 2777 -- chmod a 1775 -- chown g 65533 65533 -- chmod f 755 -- chown m 0 65533 -- chmod b 4755 -- chown n 65533 0 -- chmod . 1777
sys mkdir r -- mkdir r/a -- creat r/f text -- symlink f r/l -- mkdir r/c 777 -- chmod r 777
sys mount r r none bind -- mount none r none remount,bind,ro
sys rename a/b/f/ h -- utimes r/r 77777 now -- stat_follow r/r mtime -- stat_follow r/r atime -- renameat2 h c exchange -- symlink c a -- unlink n -- truncate f 7 -- access f/a rw -- open a rdonly,nonblock,append 1777 -- fchmod 666 -- read -- write hello -- stat l size -- symlink nosuch/x c/h -- renameat2 f a/n exchange -- renameat2 r/f g exchange -- renameat2 f/r a/ noreplace -- rmdir c//h
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- chmod a 2755 -- stat_follow a uid
sys unlink l -- open n rdonly,nonblock,creat,path 000 -- rmdir c -- link n/h a -- rename c n/h
sys chown a/f 0 0 -- link n ../f -- chown n 65534 65534 -- rename n n -- mknod b/c f 0 0 1777 -- rename h c/n
unshare -Ur sys capclear 27 -- utimes /mnt/e3/w/b 5 77777 -- stat_follow /mnt/e3/w/b mtime -- stat_follow /mnt/e3/w/b atime -- link g/c n/$N -- chdir b -- getcwd -- unlink f
sys setgroups -- setgid 65534 -- setuid 65534 -- symlink b/r h
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- link h m/c
sys chmod ../r 000 -- mkdir a 2711
sys ls g -- mark -- chmod a 2711 -- stat a mtime -- stat a ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime -- stat_follow a mode -- utimes g 77777 5 -- stat_follow g mtime -- stat_follow g atime -- stat_follow b/a mode -- umask 0 -- truncate h 1000000000000 -- rmdir c -- chmod c/c 644 -- open l rdwr,nonblock,path 000 -- read -- rename r/g n -- chown_follow c/a -1 65534 -- mkdir b/h 644 -- open a/f rdwr,nonblock 1777 -- chown b/m/ -1 65532 -- open a/l wronly,nonblock,append,nofollow,path 2755 -- mkdir m 777 -- open g rdwr,nonblock,creat,excl,directory 2777 -- fchdir -- fchdir -- read -- fstat nlink -- fchmod 666 -- truncate l/. -1 -- chmod n 1775 -- lutimes f now 5 -- stat f mtime -- stat f atime -- open b/a rdonly,nonblock,creat 2755 -- fchown 65533 65532 -- write hello -- mknod h c 60 1 1775 -- link g h/..
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- unlink a/m -- stat a/b/f mode -- renameat2 c/../a a/r exchange -- open h wronly,nonblock 2777 -- fchmod 700 -- read -- rename b/b g -- symlink r ./l -- stat f/$N/. uid -- mkdir b 2777 -- unlink b//a/. -- mark -- mkdir b/b/. -- stat b/b/. mtime -- stat b/b/. ctime -- stat . mtime -- stat . ctime -- stat b mtime -- stat b ctime
sys link g l -- open b/.. wronly,nonblock,directory,nofollow 500 -- fchmod 500 -- ftruncate 3 -- open b/l/g rdwr,nonblock,creat,excl 1775 -- renameat2 . r/h exchange -- rename h/h h/..
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- open m wronly,nonblock,directory 1777 -- ftruncate 3 -- renameat2 c/r n exchange -- link b l/n -- access f/h/ f -- readlink g/h -- symlink nosuch/x m
sys dump .
