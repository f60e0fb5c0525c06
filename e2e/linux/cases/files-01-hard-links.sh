# title: a hard link is a second name of one inode
# group: files
# needs: root sys
echo text > a
ln a b
stat -c %h a b
[ a -ef b ] && echo same
echo more >> b
cat a
chmod 600 a
stat -c %a b
rm a
cat b
stat -c %h b
mkdir d
ln d e
sys link d e
stat -c %h d
mkdir d/x d/y
stat -c %h d
ln b b
ln nosuch c
ln b d/x/c
find . -samefile b | sort
ln -s b s
ln s t
readlink t
stat -c %h s
ln -L s u
[ u -ef b ] && echo followed
sys link b /proc/b
find . -links +1 -type f | sort
