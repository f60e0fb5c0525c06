# title: chown and chgrp
# group: files
# needs: root
touch f
chown 1000 f
stat -c '%u:%g' f
chown 5:6 f
stat -c '%u:%g' f
chown :7 f
stat -c '%u:%g' f
chown root: f
stat -c '%u:%g' f
chown daemon:bin f
stat -c '%U:%G %u:%g' f
chgrp 0 f
stat -c %G f
chown nosuchuser f
chown x:y:z f
chgrp nosuchgroup f
chown 1 nosuch
chmod 6755 f
chown 1000 f
stat -c %a f
chmod 6755 f
asuser 1000 sh -c 'echo x >> f'
stat -c %a f
chmod 2644 f
chown 1001 f
stat -c %a f
mkdir -p d/e
touch d/e/g
chown -R 3:4 d
stat -c '%u:%g %n' d d/e d/e/g
ln -s f l
chown 8 l
stat -c %u f l
chown -h 9 l
stat -c %u f l
chown --reference=d f
stat -c %u:%g f
chown -v 1 f
chown --from=2 5 f
stat -c %u f
chown 4294967295 f
chown 4294967294 f
stat -c %U:%u f
chown 1000:1000 f
asuser 1000 chown 0 f
asuser 1000 chgrp 0 f
asuser 1000 chgrp 1000 f
asuser 1001 chmod 777 f
chown
chown 5
