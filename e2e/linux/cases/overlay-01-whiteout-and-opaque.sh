# title: removing leaves a whiteout in the upper layer; a directory made in its place is opaque
# group: overlay
# needs: root overlay sys xattr
mkdir -p l/d/e u w m; echo a > l/f; echo b > l/d/x; echo c > l/g
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
rm m/f; ls m; sys stat u/f type -- stat u/f rdev -- stat u/f mode
cat m/f
rm -r m/d; ls m; sys tree u
mkdir m/d; ls m/d; getfattr --absolute-names -n trusted.overlay.opaque --only-values u/d; echo
echo new > m/f; cat m/f l/f; sys stat u/f type
mkdir m/g
rm m/g; mkdir m/g; sys tree u
rmdir m/g; sys stat u/g type; cat l/g
echo up > m/own; rm m/own; ls u
sys mknod m/w c 0 0 -- mknod l/w2 c 0 0
ls m; ls l
umount m
