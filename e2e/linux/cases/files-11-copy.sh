# title: cp: files, trees, attributes, links
# group: files
# needs: root
echo one > a
chmod 640 a
chown 3:4 a
touch -d '2001-02-03 04:05:06 UTC' a
cp a b
stat -c '%a %u %g' b
cp -p a c
stat -c '%a %u %g %Y' c
cp a nosuch/b
cp nosuch b
cp a
cp
mkdir d
cp a d
ls d
cp d e
cp -r d e
ls e
cp -r d e
ls e
ln -s a s
cp s t
stat -c %F t
cp -P s u
readlink u
cp -r s v
readlink v
cp -rL s w
stat -c %F w
cp a a
cp -f a a
ln a h
mkdir m
cp -a a h s m
stat -c '%h %F' m/a m/s
cp -r a h n 2>&1
mkdir n
cp a h n
stat -c %h n/a
cp a b c d
ls d
cp a b c a
cp -n b a
cp -v a x
cp -r d d/sub
ls d/sub 2> /dev/null | head -n 2
mkfifo p
cp -r p q
stat -c %F q
cp /dev/null z
stat -c '%F %s' z
chmod 000 x
asuser 1000 cp x /tmp/x1
cp --help | head -n 1
echo keep > k
chmod 755 k
echo new > l
cp l k
stat -c %a k
ln -s nosuch2 dang
cp a dang
cp --remove-destination a dang
stat -c %F dang
