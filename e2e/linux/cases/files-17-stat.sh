# title: stat -c: the fields of an inode
# group: files
# needs: root
echo 12345 > f
chmod 640 f
chown 0:0 f
ln -s f l
mkdir d
touch -d @1000000000 f
stat -c '%n %s %a %A %F %h %u %g %U %G' f
stat -c '%n %N %F %s' l
stat -L -c '%n %F' l
stat -c '%a %A %F' d /tmp /dev/null
stat -c '%X' f | grep -c .
stat -c '%Y' f
TZ=UTC stat -c %y f
stat -c '%b %B %o' f
stat -c '%i' f | grep -c '^[0-9]*$'
stat -c '%d %D' f | wc -w
stat -c %m f
stat -c %T /dev/zero
stat -f -c '%T' . /proc
stat -c 'no newline' f
stat --printf '%s\n' f
stat -c '%q' f
stat f | sed -n '1,2p' | sed 's/IO.*//'
stat l | sed -n 1p
TZ=UTC stat f | sed -n 6p
stat nosuch
stat
stat f/x
stat -t f | wc -w
: > e
stat -c %F e
stat -c '%04a %5s|%-5s|' f
