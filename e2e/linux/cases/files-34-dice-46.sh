# title: calls on files by dice, seed 46
# group: files
# needs: root sys
N=$(printf %0255d 7) O=$(printf %0256d 7)
Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af
mkdir -p /mnt/e1/w && cd /mnt/e1/w
sys mkdir b 755 -- creat b/g text -- mkdir c 755 -- creat c/f text -- mknod f c 1 3 1777 -- creat g text -- creat h text -- symlink b/. l -- symlink ../w/a m -- chmod a 666 -- chown c 65534 0 -- chmod c 666 -- chmod h 2755 -- chmod f 777 -- chmod f 3770 -- chmod h 777 -- chmod . 777
sys mkdir r -- mkdir r/a -- creat r/f text -- symlink f r/l -- mkdir r/c 777 -- chmod r 777
sys mount r r none bind -- mount none r none remount,bind,ro
sys creat k below -- mount h k none bind
sys mkdir s -- mount tmpfs s tmpfs none mode=1777 -- mkdir s/a -- mkdir s/b 777 -- creat s/f text
sys chmod s/f 666 -- symlink f s/l -- mknod s/g c 1 3 666 -- mount none s none remount,ro
sys setgid 65534 -- setuid 65534 -- unshare user -- rename s/h r
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- chmod /mnt/e1/w/n 500 -- same a/ a/n
sys setgroups -- setgid 65534 -- setuid 65534 -- chmod f 2755 -- unlink ./r -- chown r/ 0 0 -- unlink s -- link c/l/a b -- umask 77 -- open g rdonly,nonblock,directory 3770 -- lseek 2 -- read -- symlink c g -- open g/r rdwr,nonblock 644 -- rename b/r/f c -- open r/f rdonly,nonblock,creat 2777 -- chmod a 1775 -- chmod b/b 4755 -- same g/g n -- ls n -- link ../h s/h -- open c rdonly,nonblock,creat 7777 -- fchown -1 65533 -- close -- write hello -- read
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- renameat2 ../r b/a whiteout -- rename a ./n -- chown_follow a/m -1 65533 -- ls n -- stat l mode -- rmdir c/n/f -- access a/k r -- stat_follow g rdev -- open c rdwr,nonblock,creat,append 2777 -- write hello -- chmod a 500 -- chown g 65533 0 -- umask 0 -- open f rdwr,nonblock,creat 4755 -- write hello -- read -- unlink // -- mknod f/ c 1 7 2755 -- chmod a/s 000 -- rmdir k/s -- chown c/c 0 65533 -- symlink g ../b -- open f wronly,nonblock,creat 1777 -- read -- fstat rdev -- read -- close -- fstat gid -- readlink c -- chroot c
sys rmdir k -- link m/k h/a -- chown_follow /mnt/e1/w/f 65534 0 -- stat f uid -- chown_follow h/h/.. -1 65533 -- open h/n wronly,nonblock,creat 666 -- fchown 65533 65533 -- unlink g -- rmdir b -- open s/f wronly,nonblock 1775 -- rename k s/l -- symlink ../w/f c/h -- unlink b -- symlink a b -- access a//m w -- chown /mnt/e1/w/f 0 65534 -- renameat2 m/n a/f noreplace -- symlink . a/a -- open b/c wronly,nonblock,trunc 000 -- write hello
sys setgroups -- setgid 65534 -- setuid 65534 -- rmdir ./l
sys capclear 1 -- capclear 2 -- capclear 3 -- mknod f/f/ f 0 0 2777 -- renameat2 m/../a a/ noreplace -- unlink $N
sys open a/r/c wronly,nonblock,directory 644 -- read -- rename /mnt/e1/w/g b/f -- symlink ../w/c $O -- mkdir a 000 -- same c/m/s/ n/a -- unlink /mnt/e1/w/c -- chmod k/../g 500 -- chroot b
sys unlink b/s -- rmdir k/../f -- rmdir k -- unlink ./a/ -- link /mnt/e1/w/h s -- symlink m c -- chown a 65534 -1 -- stat ./c mode -- chown_follow k -1 65533 -- same ./g k/c
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- access r/c f -- chmod a/n/g 7777 -- access m/n x -- chown_follow b/c -1 0 -- symlink c/l n -- mknod a b 60 1 1777 -- open r rdwr,nonblock,append 666 -- lseek 2
sys capclear 0 -- unlink s/f
sys setgroups 65532 -- setgid 65534 -- setuid 65534
sys dump .
mkdir -p /mnt/e2/w && cd /mnt/e2/w
sys mkdir a 755 -- creat a/g text -- mkdir b 755 -- creat c/f text -- link h f -- creat g text -- mkdir h 755 -- symlink /mnt/e2/w/l l -- symlink f m -- chmod f 777 -- chmod c 1775 -- chmod b 3770 -- chown g 65533 65533 -- chmod c 644 -- chmod a 4755 -- chown m 65534 65533 -- chmod h 7777 -- chmod f 777 -- chmod . 1775
sys mkdir t -- mount tmpfs t tmpfs none mode=1777 -- mkdir t/a -- creat t/f text -- symlink ../f t/l
sys mkdir s -- mount tmpfs s tmpfs none mode=1777 -- mkdir s/a -- mkdir s/b 777 -- creat s/f text
sys chmod s/f 666 -- symlink f s/l -- mknod s/g c 1 3 666 -- mount none s none remount,ro
sys setgroups -- setgid 65534 -- setuid 65534
sys setgroups -- setgid 65534 -- setuid 65534 -- ls ./c -- mkdir g/b/ 700 -- rename /proc/self/cwd/a b/n// -- truncate ../b 5000 -- access a/m f -- truncate a 1000000000000 -- rename m b -- mkdir n/a 000 -- mkdir c 2755 -- chmod h 644 -- chmod g/c 666 -- link c a/c -- readlink '' -- mkdir t/s 2777 -- same h f/f -- mknod h f 0 0 1777
sys setgroups -- setgid 65534 -- setuid 65534 -- rename c/c/b n -- rmdir t/g -- mark -- mkdir s/c -- stat s/c mtime -- stat s/c ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime
unshare -Ur sys setgroups -- setgid 65534 -- setuid 65534 -- symlink c/t m -- mkdir /mnt/e2/w/c 2755 -- rmdir ./l
sys capclear 4 -- access l rwx
sys setgroups -- setgid 65534 -- setuid 65534 -- link /proc/self/status/ t/h
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- rmdir l/g -- umask 0 -- symlink b b -- rename /mnt/e2/w/g b/m/c
sys access ../c f -- chdir h -- getcwd -- mark -- unlink a/. -- stat a/. mtime -- stat a/. ctime -- stat . mtime -- stat . ctime -- stat c mtime -- stat c ctime
sys unshare user -- rename s b -- renameat2 f c/s/h noreplace -- link a//n/.. a/g/s/./ -- rmdir /proc/self/cwd
sys utimes c/a now now -- stat_follow c/a mtime -- stat_follow c/a atime -- link m a/c -- unlink /proc/self/cwd/b -- rename /proc/nosuch l/h -- umask 77 -- chown h 65533 -1 -- ls l/c
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- open '' wronly,nonblock 2711 -- utimes s/n omit now -- stat_follow s/n mtime -- truncate ../s 1 -- mark -- link c t/c -- stat c mtime -- stat c ctime -- stat . mtime -- stat . ctime -- stat b mtime -- stat b ctime
sys capclear 4 -- chown b 0 65532 -- link /proc/self/nosuch l -- open '' rdonly,nonblock 1777 -- stat a//n nlink
sys dump .
mkdir -p /mnt/e3/w && cd /mnt/e3/w
sys mkdir a/b 755 -- mkdir b 755 -- mkdir b/a 755 -- creat b/h text -- mkdir c 755 -- mkdir c/b 755 -- creat c/h text -- creat f text -- mknod g d 0 0 4755 -- creat h text -- symlink . l -- symlink a/. m -- chmod h 500 -- chmod f 777 -- chown c 65534 65534 -- chown f 0 65533 -- chmod a 7777 -- chmod f 500 -- chown l 65534 65534 -- chown m 65534 65534 -- chmod a 500 -- chmod a 7777 -- chmod . 777
sys mkdir t -- mount tmpfs t tmpfs none mode=1777 -- mkdir t/a -- creat t/f text -- symlink ../f t/l
sys mkdir p -- mount c p none bind
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- chmod l 1775
sys rename /proc/self/fd m/g/.. -- open l rdwr,nonblock 000 -- unlink /proc/self/cwd/g -- stat_follow '' size -- rmdir ./p -- same a/a/p/ c/l/.. -- chmod b 1777 -- access n r
sys rmdir b//b -- chmod b/g/f 700 -- stat a rdev -- link f /proc/self/cwd/.. -- chown a 65534 -1
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- link g b/c/c -- symlink c/f /proc/self/fd/4/ -- symlink c n/c -- open f/ wronly,nonblock,creat,trunc,directory 644 -- lseek 8000 -- write hello -- open m/../a rdonly,nonblock,trunc 2755 -- fstat gid -- link c /proc/self/fd -- rename a f -- renameat2 /proc/sys/kernel/hostname/ b noreplace
sys capclear 1 -- capclear 2 -- capclear 3 -- chmod c/.. 1775 -- stat_follow c type -- unlink b/g -- utimes /mnt/e3/w/t omit 77777 -- stat_follow /mnt/e3/w/t mtime -- rename n l -- same '' c/c/.. -- same '' m/../n -- chmod p/ 644
sys setgroups -- setgid 65534 -- setuid 65534 -- rmdir a/n -- chmod g/f 4755 -- symlink a/. n -- readlink ./b -- truncate /mnt/e3/w/h -1
sys truncate l 5000 -- open '' rdwr,nonblock,creat 2755 -- fchdir -- fchdir -- fchmod 666 -- write hello -- link .. g -- chmod a/.. 7777 -- link h/ /proc/self/cwd/a/f -- umask 77 -- mkdir c/a 4755 -- mknod g b 60 1 2777 -- same m '' -- rename f f/..
sys open '' rdwr,nonblock 2755 -- write hello -- fstat uid -- open f/t wronly,nonblock 7777 -- rename a /mnt/e3/w/b -- rename c/b/f c/a -- unlink c -- stat a nlink -- rmdir n
unshare -Ur sys setgroups 0 -- setgid 65533 -- setuid 65533 -- readlink g/./ -- link b//p ./h/ -- chown_follow m 0 -1 -- unlink h/a -- unlink c/ -- renameat2 f/b h/a/ noreplace -- rename g c/p
unshare -Ur sys setgroups 65532 -- setgid 65534 -- setuid 65534
sys setgroups -- setgid 65534 -- setuid 65534 -- access a f
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- link p a/l/ -- rename t/h a/f/b
sys dump .
