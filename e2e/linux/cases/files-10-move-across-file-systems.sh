# title: rename cannot cross file systems: mv copies and removes
# group: files
# needs: root sys
mkdir other
mount -t tmpfs t other
echo data > f
chmod 640 f
chown 7:8 f
touch -d '2001-02-03 04:05:06 UTC' f
sys rename f other/f
sys link f other/f
mv f other/
ls
stat -c '%a %u %g %Y %s' other/f
mkdir -p d/e
echo x > d/e/g
ln -s e d/l
mv d other/
find other | sort
readlink other/d/l
ln other/f other/h
mv other/f other/h .
stat -c %h f h
ln -s f sl
mv sl other/
readlink other/sl
mv other/nosuch .
umount other
ls other
