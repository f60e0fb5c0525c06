# title: with redirect_dir=on a lower directory is renamed by a note in the upper one
# group: overlay
# needs: root overlay sys xattr
mkdir -p l/a/b l/z u w m; echo x > l/a/b/f; echo y > l/a/g
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,redirect_dir=on m
mv m/a m/c; ls m m/c m/c/b; cat m/c/b/f; sys tree u
getfattr --absolute-names -n trusted.overlay.redirect --only-values u/c; echo
mv m/c m/z/c; getfattr --absolute-names -n trusted.overlay.redirect --only-values u/z/c; echo
cat m/z/c/g; echo more >> m/z/c/g; sys tree u
mv m/z/c/b m/b2; getfattr --absolute-names -n trusted.overlay.redirect --only-values u/b2; echo; cat m/b2/f
mkdir m/a; ls m/a; getfattr --absolute-names -n trusted.overlay.opaque --only-values u/a; echo
umount m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m; ls m m/z/c; cat m/b2/f m/z/c/g
sys rename m/b2 m/b3
umount m
mkdir u3 w3; mount -t overlay o -o lowerdir=u:l,upperdir=u3,workdir=w3 m; cat m/b2/f m/z/c/g; ls m/a; umount m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,redirect_dir=nofollow m; ls m/z; sys ls m/b2; umount m
