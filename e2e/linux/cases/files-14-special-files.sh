# title: FIFOs, devices and what they answer
# group: files
# needs: root sys
mkfifo p; stat -c '%F %a' p; ls -l p | cut -c1; echo through > p & cat p; wait
cat /dev/null
echo x > /dev/null
head -c 4 /dev/zero | od -An -c
head -c 8 /dev/urandom | wc -c
echo x > /dev/full
head -c 2 /dev/full | od -An -c
stat -c '%F %t %T' /dev/null /dev/zero /dev/full
mknod n c 1 3
echo x > n
cat n
stat -c '%F %a %t:%T' n
ls -l n | cut -c1,11-22
mknod b b 7 99
stat -c '%F' b
mknod
mknod q
mknod q c
mknod q z 1 1
mknod q p 1 1
asuser 1000 mknod q c 1 3
chmod 777 .
asuser 1000 mknod q p
stat -c %F q
sys mknod w c 0 0 -- stat w rdev -- open w rdonly
sys open p rdonly,nofollow,directory
mkfifo p
mkfifo nosuch/p
timeout 0.2 cat p
timeout 0.2 sh -c 'echo x > p'
[ -p p ] && [ -c n ] && [ -b b ] && echo tests
rm n b p
ls
dd if=/dev/zero of=z bs=1k count=3 status=none
stat -c %s z
dd if=z of=/dev/null bs=1k 2>&1 | head -n 2
