# title: calls on files by dice, seed 33
# group: files
# needs: root sys
N=$(printf %0255d 7) O=$(printf %0256d 7)
Y=$(printf './%.0s' $(seq 2047))f Z=$(printf './%.0s' $(seq 2047))af
mkdir -p /mnt/e1/w && cd /mnt/e1/w
sys mkdir a/a 755 -- creat a/h text -- creat b/g text -- mkdir c 755 -- creat c/h text -- mknod f p 0 0 2777 -- creat g text -- creat h text -- symlink h l -- symlink b m -- chmod a 755 -- chown b 65533 65534 -- chmod b 1775 -- chown c 65533 -1 -- chmod c 000 -- chown f 65533 -1 -- chmod f 2777 -- chmod c 3770 -- chown h -1 -1 -- chmod c 755 -- chown m 0 -1 -- chmod h 666 -- chmod a 1777 -- chmod . 2775
sys mkdir t -- mount tmpfs t tmpfs none mode=1777 -- mkdir t/a -- creat t/f text -- symlink ../f t/l
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- mount $N ./c/ none bind,rec -- mknod h/.. c 1 7 4755 -- rename t a/m/a -- unlink /mnt/e1/w/$N
unshare -Ur sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- unlink a/n/m -- umask 77 -- open b/h/f wronly,nonblock,excl,trunc,nofollow 755 -- write hello -- lseek -1 -- fchown 0 65533 -- unlink a -- mkdir t 666
sys setgroups -- setgid 65534 -- setuid 65534 -- link n h/n -- chmod a 644 -- chown b 65533 65534
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533
sys setgroups -- setgid 65534 -- setuid 65534 -- same b/f l -- link g/f m/c
sys chmod c 755 -- rename m b -- truncate h 5000 -- mount l/b n none bind -- chown b/m 65533 -1 -- chmod f/b/ 4755 -- ls c/h
sys setgroups 0 -- setgid 65533 -- setuid 65533 -- truncate /.. 0
sys chmod c/g/l 755 -- stat_follow n uid -- mknod g/. c 60 1 777 -- same h/h b/f/c
sys setgroups -- setgid 65534 -- setuid 65534 -- same b n/.. -- truncate b 1 -- chown_follow b/m 65534 65533 -- mkdir c 644 -- same h n/g -- rmdir a/n/b
sys setgroups -- setgid 65534 -- setuid 65534 -- lutimes b 77777 77777 -- stat b mtime -- stat b atime -- open m rdonly,nonblock,trunc 500 -- write hello -- symlink b/a c/f -- rename ../l/./ a/m/ -- rename n/h// h/g
sys capclear 1 -- capclear 2 -- capclear 3 -- chmod ../m 755 -- mknod g/f p 0 0 4755 -- mkdir l/n 1777
sys setgroups -- setgid 65534 -- setuid 65534 -- chown b 0 65532 -- link /mnt/e1/w/n n/g
sys dump .
mkdir -p /mnt/e2/w && cd /mnt/e2/w
sys mkdir a 755 -- creat a/g text -- mkdir b 755 -- mkdir b/c 755 -- creat b/g text -- mkdir c 755 -- mkdir c/c 755 -- creat c/h text -- mknod f d 0 0 7777 -- creat g text -- mkdir h 755 -- symlink a/m l -- symlink ../w/h m -- chown a 0 65532 -- chmod h 644 -- chown b 65533 0 -- chmod g 700 -- chown g -1 65533 -- chmod h 7777 -- chown h 65533 65532 -- chmod . 1777
sys mkdir p -- mount b p none bind
sys open b//f rdwr,nonblock,creat,append 7777 -- ls m/ -- renameat2 g/f a/m/ noreplace,exchange -- open a wronly,nonblock,creat,excl,directory 3770 -- chown b/h/n/ 65533 -1 -- open c rdonly,nonblock,nofollow 1777 -- readlink c/p/b/. -- chown c 65533 65534 -- stat_follow a/b type
sys setgroups -- setgid 65534 -- setuid 65534 -- renameat2 p/f a noreplace -- truncate g/f 1000000000000
sys renameat2 b/n b noreplace -- rmdir g -- chown_follow g 65533 65534 -- unlink n/n
sys unshare user -- lutimes p/../p 5 now -- stat p/../p mtime -- stat p/../p atime -- access l/m w -- rename c/n l/h/
sys mark -- chown g/c -1 -1 -- stat g/c mtime -- stat g/c ctime -- stat . mtime -- stat . ctime -- stat a mtime -- stat a ctime -- rmdir n/l -- link ./m /.. -- umask 0
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- unlink b/./ -- unlink a/ -- rename l/g c/..
sys symlink c h -- rename a/a/n ./b -- unlink ./a -- chmod f/ 7777 -- access h/ rw -- chown_follow f 0 -1 -- stat_follow a/b gid
sys setgid 65534 -- setuid 65534 -- unshare user
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- chown c 65534 -1 -- link g/ c/n -- rmdir l -- mknod b/a/n f 0 0 2755 -- link f n
sys link c/l a/g -- mknod h b 60 1 1777 -- renameat2 l/p// f whiteout
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- open p rdonly,nonblock,trunc,nofollow 3770
unshare -Ur sys setgroups -- setgid 65534 -- setuid 65534 -- open c rdwr,nonblock,creat,nofollow 2755 -- fstat type -- mkdir a/g 2711
sys dump .
mkdir -p /mnt/e3/w && cd /mnt/e3/w
sys mkdir a 755 -- mkdir c 755 -- creat c/h text -- creat f text -- creat g text -- creat h text -- symlink h l -- symlink l m -- chown a 65534 65534 -- chmod f 000 -- chmod b 7777 -- chmod g 000 -- chown g -1 -1 -- chmod f 777 -- chmod f 7777 -- chown m 65534 -1 -- chmod f 700 -- chmod . 1777
sys creat k below -- mount g k none bind
sys capclear 4 -- open g/b wronly,nonblock,creat,directory,nofollow 2711 -- ftruncate 0 -- ftruncate 10000 -- rename k/g f/ -- open h/n rdonly,nonblock,path 1777 -- write hello -- fchmod 755 -- readlink l/l
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- open b rdonly,nonblock 3770 -- read -- fstat nlink -- write hello -- write hello -- ftruncate 3 -- truncate /mnt/e3/w/a 0 -- renameat2 g/. k/h noreplace
sys setgroups 65532 -- setgid 65534 -- setuid 65534 -- renameat2 a/n f/b exchange -- chown k/f 65533 65532
sys symlink $Y c/b/h// -- rename g c -- renameat2 g k noreplace -- link n/m /proc/self/fd/9 -- open g rdwr,nonblock,path 4755 -- write hello -- fchown 0 65534 -- mkdir g 644 -- umount l/c
sys setgroups -- setgid 65534 -- setuid 65534 -- umount ../a nofollow -- unlink b -- chmod l/b/ 777 -- access n rw -- chown_follow c/f 65533 0 -- chmod n 644 -- rename n /mnt/e3/w/b -- mknod k/f c 1 7 500 -- symlink . a -- mkdir h 4755 -- chmod h/l 500 -- ls n/l -- truncate ./n 0 -- truncate h/c 7 -- mount '' h none bind
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533 -- unlink /mnt/e3/w/c -- mount k/c m/$N none bind -- rename c/h /proc/self/nosuch -- chmod b 3770 -- renameat2 a/a/a l/f exchange -- unlink a
sys setgroups -- setgid 65534 -- setuid 65534 -- mknod a//b d 0 0 000
sys setgroups -- setgid 65534 -- setuid 65534 -- open a/h rdonly,nonblock,creat 700 -- fchmod 2711 -- fchown 0 65533
sys setgroups 65534 65532 -- setgid 65533 -- setuid 65533
sys chown k -1 65534 -- umount '' -- rmdir b -- mknod a/a/l/ c 1 7 1777
sys capclear 4 -- access /mnt/e3/w/b r -- ls h/g
sys symlink /mnt/e3/w/g /proc/self/cwd/ -- chmod a//h 777 -- readlink c
sys dump .
