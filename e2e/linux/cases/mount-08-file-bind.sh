# title: a file may be bound over a file, not over a directory
# group: mount
# needs: root
echo a > a; echo b > b; mkdir d
mount --bind a b
cat b
echo more >> b; cat a
mountpoint -q b; echo $?
rm b
mv b c
umount b
cat b
mount --bind a d
mount --bind d a
touch empty; mount --bind /proc/self/ns/uts empty; stat -f -c %T empty; umount empty
mount --bind /dev/null b; cat b; echo gone > b; umount b; cat b
