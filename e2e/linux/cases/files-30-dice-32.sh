# title: calls on files by dice, seed 32
# group: files
# needs: root sys
N=$(printf %0255d 7) O=$(printf %0256d 7)
Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af
mkdir -p /mnt/e1/w && cd /mnt/e1/w
sys mkdir a 755 -- mkdir a/a 755 -- creat a/f text -- mkdir b 755 -- creat b/h text -- mkdir c 755 -- creat c/h text -- mkdir f 755 -- link h g -- mknod h p 0 0 7777 -- symlink a/g l -- symlink a/l m -- chown a 0 65533 -- chown c 65534 0 -- chmod h 777 -- chown f -1 0 -- chown h -1 0 -- chmod f 2711 -- chmod b 1777 -- chmod . 755 -- chown . 65533 65534
mkdir q; touch q/0; for i in $(seq 41); do ln -s $((i - 1)) q/$i; done
sys capclear 1 -- capclear 2 -- capclear 3
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533
sys setgroups -- setgid 65534 -- setuid 65534
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533
sys capclear 3 -- symlink q/39 f
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- ls g -- renameat2 f/. a/b noreplace -- utimes f 5 now -- stat_follow f mtime -- stat_follow f atime -- stat_follow /mnt/e1/w/q/40/.. rdev -- mknod n b 60 1 666 -- rename a/q/40/a ../h/ -- renameat2 l/q/40 a/f noreplace -- unlink q/41/./ -- chown_follow a/ 0 65533 -- mkdir a/h 1777 -- stat q/38/q/40 uid -- chown_follow b -1 65534 -- renameat2 a/c ./h/ exchange -- mark -- link g ./b -- stat ./b mtime -- stat ./b ctime -- stat . mtime -- stat . ctime -- stat b mtime -- stat b ctime -- chown_follow c/a 0 0 -- renameat2 f l/b noreplace -- chmod a/n/f 000 -- stat c/a nlink -- link n/c/ a -- rename n/q/38 ./m -- renameat2 c/. /dev/pts/nosuch exchange -- chdir a -- getcwd -- readlink a/q/39/c -- open q/40/ rdwr,nonblock,excl,trunc 2711 -- same a '' -- chown_follow q/39 65533 65534 -- chown q/41 65533 65534 -- unlink q/40/q/40 -- umask 77
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- stat_follow n nlink -- rename q/39 h -- open ./h rdwr,nonblock,path 666 -- write hello -- fchown -1 0 -- rmdir g -- link q/38/q/41 b/q/39/b -- unlink c/ -- mknod /proc/self/cwd/g p 0 0 700 -- link a b/g/n -- mknod q/38/c p 0 0 777 -- chown_follow a//c// -1 65533 -- ls '' -- chmod m 777 -- mknod c/b/h p 0 0 2777
sys capclear 1 -- capclear 2 -- capclear 3 -- stat_follow c/g/b rdev -- renameat2 h/g c noreplace -- unlink l -- chmod n 2777 -- stat_follow a/q/40/q/39/ uid -- rename c//a b
sys open b wronly,nonblock 700 -- close -- write hello -- lseek -1 -- read
unshare -Ur sys setgid 65534 -- setuid 65534 -- unshare user -- mkdir b 4755 -- renameat2 c/n g exchange -- rename c/h/q/41 /mnt/e1/w/g
sys chmod a/g 755 -- rename a g -- renameat2 c//c /mnt/e1/w/q/41 noreplace,exchange -- rename m/../g q/40
sys capclear 3 -- unlink q/38/q/39 -- truncate n/q/38/. 0 -- mkdir $N 1777
sys dump .
mkdir -p /mnt/e2/w && cd /mnt/e2/w
sys mkdir a 755 -- mkdir b 755 -- mkdir b/b 755 -- creat b/f text -- mkdir c 755 -- mkdir c/a 755 -- mkdir f 755 -- creat g text -- creat h text -- symlink ../w/b l -- symlink c/ m -- chown b 65533 65533 -- chmod g 755 -- chown h 0 0 -- chmod g 700 -- chmod g 2711 -- chmod . 755
sys mkdir r -- mkdir r/a -- creat r/f text -- symlink f r/l -- mkdir r/c 777 -- chmod r 777
sys mount r r none bind -- mount none r none remount,bind,ro
cp /usr/bin/sleep ../x
../x 1000 &
sys unshare user -- chdir a -- getcwd -- renameat2 b/a/f b/a/ exchange,whiteout -- rename b a -- utimes ../x now now -- stat ../n gid
sys capclear 1 -- capclear 2 -- capclear 3
sys capclear 2 -- rename g g -- open h rdwr,nonblock,creat 2777 -- rmdir b/m/f -- symlink c/n h -- open g wronly,nonblock,creat,append,nofollow 2711 -- stat ../n type
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- rename a/a/a b -- link c/l/l f -- unlink b//c -- chown_follow g/h 65533 -1 -- unlink h -- link h c/n/. -- rename ./g c/h -- access g x -- link n/f ./c -- link b c -- rename a/h g/m -- renameat2 l/l c/f exchange -- umask 77 -- rmdir l -- chmod c 2711 -- mknod c/a/ c 1 7 500 -- link r h -- unlink f -- truncate /mnt/e2/w/c -1 -- rmdir g/n -- stat n/b gid -- link g h/ -- mkdir l 7777 -- mkdir h/.. 500 -- rename /mnt/e2/w/n b -- renameat2 a/f a/../m noreplace -- truncate c 1000000000000
sys capclear 1 -- capclear 2 -- capclear 3 -- chmod n/g 755 -- mkdir c/n 777
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- symlink a/. n -- open g/f rdwr,nonblock,directory 666 -- link b/h g -- link l/c a/../$N -- rename f/./ m/b -- unlink f/.
sys setgroups -- setgid 65534 -- setuid 65534 -- stat_follow r/c uid -- truncate c -1
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- renameat2 /mnt/e2/w/m m exchange -- rmdir a -- stat_follow b/m mode -- open h rdonly,nonblock,directory 4755 -- unlink a/b/a/ -- readlink r/b
sys rename n c//g -- unlink a/m/h/ -- rename f/b/ a/l
sys capclear 1 -- capclear 2 -- capclear 3 -- access ../x w -- open h rdwr,nonblock,directory 2777
sys unshare user -- link l/. c -- ls h/ -- rename m/n m/g
sys dump .
mkdir -p /mnt/e3/w && cd /mnt/e3/w
sys mkdir a 755 -- mkdir b 755 -- mkdir b/a 755 -- creat b/g text -- mkdir c 755 -- mkdir c/a 755 -- creat c/g text -- mkdir f 755 -- link h g -- creat h text -- symlink a/m l -- symlink . m -- chmod g 000 -- chmod a 7777 -- chown c 65534 65532 -- chmod b 7777 -- chown f 65533 65533 -- chmod a 500 -- chmod a 700 -- chown l 65534 -1 -- chmod a 500 -- chown m -1 0 -- chmod a 2711 -- chmod . 1775
sys mkdir p -- mount b p none bind
sys capclear 2 -- chown_follow c/a 65534 -1 -- lutimes g/g omit omit -- stat g/g mtime -- stat_follow f rdev
sys chmod b/b/. 4755 -- stat c nlink -- renameat2 g/n n noreplace -- chdir l -- getcwd -- umount g -- rename l/f f/h -- rename ./f c -- stat l/g uid -- mkdir ./f 777 -- chmod b/.. 500 -- unlink n/a/ -- rmdir a/f -- utimes b omit now -- stat_follow b mtime
sys setgroups -- setgid 65534 -- setuid 65534 -- rmdir b// -- symlink b a -- rmdir c//b -- renameat2 h b// exchange -- chdir f -- getcwd -- renameat2 g n/n exchange -- rename ./p h -- truncate a/a/. -1 -- mkdir h 1777 -- symlink n h -- mount tmpfs l/./ tmpfs none mode=1777 -- truncate c/ 0 -- stat f type -- link a/n h -- rename n l/m
sys setgroups -- setgid 65534 -- setuid 65534
sys unshare user -- mount none ../l/./ none remount,bind -- rmdir a -- mount tmpfs /mnt/e3/w/$N tmpfs none mode=1777 -- rename c a/p -- symlink ../w/a h/p -- rename n/a h/h/ -- rename ./h/.. p/f
sys chmod n/h 2755 -- access /mnt/e3/w/c x -- rename c/g c/h -- umount a -- renameat2 a/a/b c noreplace -- open b/c/./ wronly,nonblock,append 000 -- utimes c omit now -- stat_follow c mtime -- access b/n rw -- stat_follow g/ mode -- rename h ./g -- rmdir b -- open a/f rdwr,nonblock,creat,append 755 -- unlink p
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- access h w -- link a/f/g b/a
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- unlink g/g -- umount g -- stat ../b gid -- rename a/g f/.. -- chmod g 666 -- access ../p rw -- chown p -1 -1 -- link h b//n -- utimes c/b/ 77777 77777 -- stat_follow c/b/ mtime -- stat_follow c/b/ atime -- ls a/b/b/ -- unlink g
sys open h/c rdonly,nonblock 7777 -- fstat size -- access m/l rwx -- rmdir $Y -- link h a/g -- symlink '' c/g
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- open .. rdwr,nonblock,nofollow 4755 -- link a/a n/ -- open c/c wronly,nonblock 2711 -- fchown 65534 65532 -- fchmod 1777 -- write hello -- fstat nlink -- read -- fchown 0 -1 -- mkdir n/b 2711 -- rename h b -- mknod b/h/p f 0 0 7777 -- chown_follow ./f -1 -1
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- renameat2 f/. h/n exchange -- link n /mnt/e3/w/f -- truncate b 5000 -- mount c/b c none bind -- renameat2 f/ b/b/g/ exchange -- stat_follow a/c/m gid -- truncate a -1
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- stat_follow c type
sys dump .
