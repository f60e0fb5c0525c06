# title: a symbolic link is a path that is looked up anew each time
# group: files
# needs: root sys
echo data > f
ln -s f l
ln -s nosuch d
ln -s /mnt/f abs
mkdir dir
ln -s dir dl
cat l
readlink l
readlink f
cat d
ls d
ls -l --time-style=+ d | cut -d' ' -f1,6-
echo new > d
cat nosuch
stat -c '%F %s' l
stat -L -c '%F %s' l
rm l
ls f
ln -s f l
mv f g
cat l
mv g f
cat l
readlink -f abs dl/../f
realpath l
realpath -m no/such/../x
ln -s x dl
ls dir
ln -sfn x dl
readlink dl
ln -s f l
ln -sf dir l
readlink l
touch dir/in
ls l
ls -d l
ls -l l | cut -c1
ls l/
chmod 600 abs
stat -c %a f
stat -c %a abs
chown -h 5 abs
stat -c %u abs f
rm -r dl
ls -d dir
ln -s dir dl
rm dl/
rmdir dl
rm dl
test -e d && test -L d && echo both
sys open abs rdonly,nofollow -- readlink abs -- readlink f
ln -s '' e
ln -s 'a b' 'sp ace'
readlink 'sp ace'
