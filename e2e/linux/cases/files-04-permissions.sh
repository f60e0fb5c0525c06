# title: read, write and execute of an ordinary user
# group: files
# needs: root
chmod 755 .
mkdir d
echo x > d/f
chmod 640 d/f
asuser 1000 cat d/f
asuser 1000 sh -c 'echo y > d/f'
chmod 644 d/f
asuser 1000 cat d/f
chmod 744 d
asuser 1000 cat d/f
asuser 1000 ls d
chmod 711 d
asuser 1000 ls d
asuser 1000 cat d/f
chmod 755 d
asuser 1000 touch d/new
asuser 1000 rm -f d/f
chmod 777 d
asuser 1000 touch d/new
stat -c '%u %g %a' d/new
asuser 1000 rm -f d/f
ls d
chown 1000 d/new
chmod 000 d/new
asuser 1000 cat d/new
asuser 1000 chmod 400 d/new
asuser 1000 cat d/new
cat d/new
echo root writes > d/new
cat d/new
printf '#!/bin/sh\necho run\n' > s
chmod 644 s
./s
asuser 1000 ./s
chmod 754 s
asuser 1000 ./s
./s
touch g
chown 0:1000 g
chmod 060 g
asuser 1000 cat g
chown 1000:1000 g
asuser 1000 cat g
asuser 1000 chown 1001 d/new
asuser 1000 chgrp 0 d/new
asuser 1000 chmod 644 s
asuser 1000 cat /etc/shadow
asuser 1000 ls /root
