# title: calls on files by dice, seed 35
# group: files
# needs: root sys
N=$(printf %0255d 7) O=$(printf %0256d 7)
Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af
mkdir -p /mnt/e1/w && cd /mnt/e1/w
sys mkdir a 755 -- creat a/g text -- mkdir b 755 -- mkdir c 755 -- creat c/f text -- creat f text -- link g g -- link h h -- symlink g/ l -- symlink a/l m -- symlink /mnt/e1/w/l a/l -- chown a 65534 65533 -- chmod b 1777 -- chown c 0 0 -- chmod b 2711 -- chmod a 3770 -- chown n 65533 65533 -- chmod g 2711 -- chmod . 1777
sys mkdir p -- mount c p none bind
cp /usr/bin/sleep ../x
../x 1000 &
sys capclear 0 -- rename a//g// a/f -- renameat2 /mnt/e1/w/p b/.. noreplace -- rename p/../g p -- symlink ../w/p c/m/ -- open l/ rdonly,nonblock,creat,trunc 4755 -- chdir b -- getcwd -- mkdir c/n 700 -- rmdir b/p/n -- symlink b p -- rename c l -- symlink f/ f/ -- unlink g/p -- stat b/n rdev -- mkdir m 777 -- rename n m -- rename ../c a/h -- rmdir p/h -- mkdir a/c 1777 -- open l/c wronly,nonblock 700 -- rmdir a/b -- open ./l rdwr,nonblock,nofollow 755 -- read -- write hello -- mknod h s 0 0 3770 -- link a c -- open n wronly,nonblock,append,directory 1775 -- open c rdonly,nonblock,creat,excl,append 4755 -- read -- fstat type -- link ./l h -- truncate ../x 3
unshare -Ur sys setgroups -- setgid 65534 -- setuid 65534 -- chmod m/f 000 -- open m/c wronly,nonblock,directory 1777 -- chown f 65534 65533 -- open g rdwr,nonblock,excl,append,directory 1775 -- chdir m -- getcwd -- chown h 65533 -1 -- link h/n a/b -- mknod c/n/p/ c 60 1 2711 -- link n h/
sys stat_follow g mode -- mknod c/n c 1 3 2711 -- rmdir g -- open ../x wronly -- open a rdwr,nonblock,creat,excl,trunc 500 -- chmod n/f 700 -- open '' rdwr,nonblock,append 2777 -- fstat mode -- stat b/c size -- chown_follow n/$N 0 0 -- renameat2 g/ l noreplace,exchange -- rename l/a n/../a -- lutimes m/n 77777 now -- stat m/n mtime -- stat m/n atime -- access ./m x -- mkdir n 2777 -- chmod b 500 -- readlink c -- renameat2 h m/../l noreplace -- stat n/ mode
sys utimes a omit now -- stat_follow a mtime -- readlink /mnt/e1/w/n
sys stat_follow l rdev -- symlink nosuch/x c
sys capclear 1 -- capclear 2 -- capclear 3 -- umask 0 -- lutimes a/g now now -- stat a/g mtime -- stat a/g atime -- open a/h/c wronly,nonblock 666 -- fstat type -- stat_follow b/ type -- lutimes h 5 now -- stat h mtime -- stat h atime -- rename a/.. g/ -- unlink b -- chmod b/m 4755 -- renameat2 c b/g exchange -- unlink m/n -- mknod a//c// c 1 3 700 -- symlink c/. g/f -- open b//m rdwr,nonblock 666 -- read -- symlink l/ b -- open a/m rdwr,nonblock,creat,trunc,directory,path 4755 -- truncate l 7
sys setgroups 0 -- setgid 65533 -- setuid 65533
sys setgroups -- setgid 65534 -- setuid 65534 -- chown ./g 65533 65533 -- symlink /mnt/e1/w/b l/../b -- chroot b
sys access b//n/ f -- stat p rdev -- same b//b/. n -- rename f ./h -- stat_follow c rdev -- rename /mnt/e1/w/h n/b -- readlink l/ -- rename g /mnt/e1/w/g -- stat_follow f gid -- open b/h rdwr,nonblock,creat,path 666 -- chdir m -- getcwd
sys setgroups -- setgid 65534 -- setuid 65534 -- unlink h -- chmod c/l 700 -- readlink m -- open ../c wronly,nonblock 3770
sys capclear 1 -- mknod b c 60 1 2777 -- renameat2 a/p/b c/m exchange
sys setgroups -- setgid 65534 -- setuid 65534 -- stat n// size -- chroot c -- chown c/f/g/./ -1 0 -- open c/n/b rdonly,nonblock,creat,append,path 500 -- truncate n/g/.. 7
sys dump .
mkdir -p /mnt/e2/w && cd /mnt/e2/w
sys mkdir a 755 -- creat a/f text -- mkdir b 755 -- mkdir b/c 755 -- mkdir c 755 -- creat c/h text -- creat f text -- creat g text -- creat h text -- symlink c/f l -- symlink g m -- chown b -1 65534 -- chmod h 2711 -- chown c 65533 65534 -- chown f 65534 -1 -- chown g 65534 65534 -- chown h -1 65532 -- chmod g 1775 -- chmod b 1775 -- chmod b 1775 -- chmod . 1777
sys mkdir i -- mount tmpfs i tmpfs none mode=777,nr_inodes=5 -- creat i/f text
cp /usr/bin/sleep ../x
../x 1000 &
sys readlink f -- chmod l 3770 -- open b rdwr,nonblock 2777 -- fchdir -- chdir a -- getcwd -- chmod ../x 2777 -- stat ./h nlink
sys link i/f ../g -- open c/l rdonly,nonblock,creat 1775 -- read -- write hello -- rmdir c/l/h -- umask 0 -- renameat2 m c exchange -- readlink i/c -- chmod ./b 500
sys chmod b/n 500 -- rename ../a n -- umask 0 -- rmdir ./l -- unlink g/ -- open g/c rdwr,nonblock,creat,excl 4755 -- umask 0 -- lutimes f now 5 -- stat f mtime -- stat f atime -- open c/f/ wronly,nonblock,creat,trunc,append 2711
sys setgroups -- setgid 65534 -- setuid 65534 -- readlink c/h
sys capclear 1 -- capclear 2 -- capclear 3 -- chmod /mnt/e2/w/b/. 7777 -- unlink n// -- stat a/ rdev -- access n/i f -- rename h c/f -- open f/.. rdonly,nonblock 700 -- open l rdonly,nonblock,excl,nofollow 4755 -- read -- truncate c/ 1000000000000 -- readlink c -- open b/c rdonly,nonblock,creat,directory 500 -- close
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- rmdir f -- renameat2 i/b g/f noreplace -- rmdir f
sys readlink /mnt/e2/w/a -- utimes a/.. 5 omit -- stat_follow a/.. mtime -- stat_follow a/.. atime -- chdir f -- getcwd -- rename b/.. a/f/. -- truncate i 7 -- mkdir /mnt/e2/w/c/.. 1777 -- truncate f/c 7 -- rename n i -- rename i l/n -- rename ../b ../b -- rename c f -- unlink l -- chown_follow b/h 65534 0 -- rename .. g -- chmod l 777 -- stat l/l nlink -- stat_follow n/h uid -- stat b/i size -- stat_follow b mode -- open ../x wronly,append -- rmdir c/f/i -- mkdir a 644 -- unlink h/../n -- ls $Y -- umask 77 -- umask 77 -- open b wronly,nonblock 666 -- ftruncate -1 -- fstat nlink -- fchmod 7777 -- read -- mkdir b/n/h/.. 000 -- symlink c/b ./l -- link /mnt/e2/w/f m/c -- rename f i/c/.. -- open ../x wronly,path -- mkdir g/../n 666
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- rename g/b c/b/i -- ls ./a -- stat b/./ size -- mkdir i/f 2711 -- open g/ rdwr,nonblock,append 4755
sys setgroups -- setgid 65534 -- setuid 65534
sys rmdir ./a -- access ../x w -- mkdir m 7777 -- chdir a -- getcwd -- link c/c $Z -- rmdir n -- open ../x wronly -- renameat2 b/i/g n exchange -- chown_follow n 65533 65534 -- unlink c/n -- rename i/h n/h
sys link b/h f -- symlink g a -- chmod c/f 1775 -- stat c/h type -- rmdir f -- rename c/../a ../x
sys mkdir ./g 7777 -- symlink c/l n -- ls i/b -- ls h/m -- rename m b/a/i -- mkdir c 4755 -- chmod a 2711 -- mknod b/f/ b 60 1 644 -- rename g c -- link ./f/.. f/c -- unlink c/a -- link $O n/ -- unlink n -- truncate g 1 -- link c/m h/ -- open c/a/a/.. rdonly,nonblock,creat,nofollow 666 -- lseek 8000 -- fchmod 1777 -- write hello -- link ./c a -- open f/c rdonly,nonblock,trunc 3770 -- access a r -- chown_follow a/h 65533 -1 -- open h/../l/./ rdonly,nonblock,creat,excl 1777 -- chmod l 000 -- open a wronly,nonblock 644 -- renameat2 c $Y noreplace -- unlink i -- mkdir ./g 700 -- mkdir f/a 7777 -- stat b/.. size -- rename n/../b/ c/g -- stat n/l type
sys dump .
mkdir -p /mnt/e3/w && cd /mnt/e3/w
sys mkdir a 755 -- creat a/h text -- mkdir c 755 -- mkdir c/a 755 -- creat c/g text -- creat f text -- mknod g d 0 0 1777 -- mknod h c 1 3 000 -- symlink c/n l -- symlink c m -- symlink nosuch/x a/l -- chown a 0 0 -- chmod g 1775 -- chown b 65533 65534 -- chmod g 1777 -- chmod f 666 -- chown g 65534 65533 -- chmod b 2711 -- chmod a 3770 -- chmod a 700 -- chmod c 7777 -- chmod . 1777
sys mkdir t -- mount tmpfs t tmpfs none mode=1777 -- mkdir t/a -- creat t/f text -- symlink ../f t/l
sys rename /mnt/e3/w/n /dev/pts/nosuch -- chown_follow c 0 0 -- stat '' type -- stat b/h/h nlink -- chmod b/ 1777 -- chown m 0 65533 -- link g/g a/a -- same a c/c/t/. -- ls t/b -- link b /proc/self/cwd/ -- unlink g -- open g/a rdwr,nonblock,creat 2711 -- lutimes c/t 5 omit -- stat c/t mtime -- stat c/t atime -- symlink t /proc/self/fd/3/b -- symlink g ./h -- same '' '' -- access /proc/self/fd/3/f w -- open m wronly,nonblock,creat,trunc 777 -- chmod g/h 500 -- renameat2 a/n/c /proc/self/status/ noreplace -- chmod c 2755 -- lutimes c/f omit omit -- stat c/f mtime -- open a/ wronly,nonblock,excl,nofollow 700
sys setgid 65534 -- setuid 65534 -- unshare user -- link b//b a/b -- link b b
sys setgroups -- setgid 65534 -- setuid 65534 -- chown g/../h 65534 65534
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- chmod /mnt/e3/w/h/. 2755 -- rmdir ../b/ -- chmod n/g 755 -- chown /mnt/e3/w/f 65533 0
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- truncate g/ 7 -- open t/./ rdonly,nonblock,creat,excl 1775 -- write hello -- close
sys open m/t rdonly,nonblock,directory 1777 -- close -- write hello -- read -- write hello -- unlink c/f -- renameat2 h c exchange -- readlink h
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- symlink . m -- chmod c/b 2711 -- chdir h -- getcwd -- rmdir /proc/self/cwd -- rmdir /mnt/e3/w/b -- mkdir t/t 4755 -- open f/t/ wronly,nonblock,creat 777 -- fchmod 644 -- renameat2 t/b c/b noreplace -- renameat2 b/ f noreplace -- umask 0 -- renameat2 m g/t exchange -- renameat2 c/../c c/c noreplace
sys symlink a b//m -- ls '' -- mknod g/../c/ s 0 0 777 -- stat_follow a/l gid -- rename n /proc/self/$N -- rename h b -- chown_follow a/g 0 -1 -- link g/c/ c -- renameat2 t/f/ g/g noreplace
sys rename f t -- open '' rdwr,nonblock 4755 -- mkdir t 000 -- truncate n/a 1000000000000 -- unlink c/m
sys setgroups -- setgid 65534 -- setuid 65534 -- chmod ./f 666 -- chdir f -- getcwd
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- unlink h/n
sys setgroups -- setgid 65534 -- setuid 65534 -- same c/b b/c/.
sys dump .
