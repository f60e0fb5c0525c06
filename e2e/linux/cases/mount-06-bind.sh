# title: a bind mount shows the same directory at a second place
# group: mount
# needs: root
mkdir src dst
echo one > src/f
echo hidden > dst/under
mount --bind src dst
ls dst
echo two >> dst/f
cat src/f
touch src/new; ls dst
[ src/f -ef dst/f ] && echo same file
stat -c %i src > a; stat -c %i dst > b; cmp a b && echo same inode
mountpoint dst src
rm dst/new; ls src
umount dst
ls dst
umount dst
mount --bind nosuch dst
mount --bind src nosuch
mount --bind src/f dst
