# title: a copy-up breaks hard links of the lower layer; links made in the overlay hold
# group: overlay
# needs: root overlay sys
mkdir -p l u w m; echo x > l/a; ln l/a l/b; echo y > l/c
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
sys same m/a m/b -- stat m/a nlink -- stat m/b nlink
echo new >> m/a; cat m/a; cat m/b; sys stat m/a nlink -- stat m/b nlink -- same m/a m/b
ln m/c m/d; sys same m/c m/d -- stat m/c nlink; echo z >> m/d; cat m/c
rm m/c; sys stat m/d nlink; ls u
ln m/b m/e; sys stat m/e nlink -- stat m/b nlink -- stat l/b nlink
sys rename m/a m/b -- rename m/e m/b; ls m; sys tree u
sys link m/d m/a -- link m/nope m/q -- link m m/q
umount m
mkdir u2 w2; mount -t overlay o -o lowerdir=l,upperdir=u2,workdir=w2,index=on m
echo more >> m/a; cat m/b; sys stat m/a nlink -- stat m/b nlink -- same m/a m/b
ls u2; sys stat u2/a nlink
rm m/a; sys stat m/b nlink; cat m/b
umount m
