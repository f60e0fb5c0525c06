# title: chmod by number and by letters
# group: files
# needs: root
touch f
chmod 644 f
stat -c '%a %A' f
chmod u+x f
stat -c %a f
chmod go-r f
stat -c %a f
chmod a+r f
stat -c %a f
chmod u=rwx,g=rx,o= f
stat -c %a f
chmod +x f
stat -c %a f
chmod o=u f
stat -c %a f
chmod 4755 f
stat -c '%a %A' f
chmod 2755 f
stat -c %A f
chmod 1755 f
stat -c %A f
chmod 7000 f
stat -c %A f
umask 077
chmod 644 f
chmod +rwx f
stat -c %a f
umask 022
mkdir -p d/e
touch d/e/f d/g
chmod -R u=rwX,go=rX d
stat -c '%a %n' d d/e d/e/f d/g
chmod 755 d/g
chmod -R a-x,a+X d
stat -c '%a %n' d d/g
chmod 0 f
stat -c %A f
cat f
chmod 888 f
chmod z+x f
chmod 644 nosuch
chmod --reference=d f
stat -c %a f
chmod -v 600 f
chmod -c 600 f
chmod -v 644 f
chmod g+s d
mkdir d/n
stat -c %a d/n
chown 0:50 d
touch d/h
mkdir d/m
stat -c '%g %a' d/h d/m
chmod 755 d
stat -c %a d
chmod 00755 d
stat -c %a d
