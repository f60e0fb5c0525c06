# title: of many lower layers the leftmost that has a name wins; directories are merged
# group: overlay
# needs: root overlay sys
mkdir -p a/d b/d c/d u w m; for x in a b c; do echo $x > $x/f; echo $x > $x/d/$x; done; echo c > c/only; echo b > b/t; mkdir a/t; touch a/t/in
mount -t overlay o -o lowerdir=a:b:c,upperdir=u,workdir=w m
ls m m/d m/t; cat m/f m/only m/d/a m/d/b m/d/c
rm m/f; ls m; sys stat u/f type
rm -r m/t; ls m; sys mkdir m/t -- ls m/t
echo x > m/d/b; cat m/d/b b/d/b; rm m/d/c; ls m/d; sys tree u
umount m
mknod b/only c 0 0; mount -t overlay o -o lowerdir=a:b:c m; ls m; umount m
mount -t overlay o -o lowerdir=c:b m; cat m/f m/only; umount m
mknod a/only c 0 0; mount -t overlay o -o lowerdir=b:a:c m; ls m; cat m/f; sys stat m/only type; umount m
