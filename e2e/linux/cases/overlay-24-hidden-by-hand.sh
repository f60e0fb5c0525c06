# title: layers that were put together by hand: marks that count and marks that do not
# group: overlay
# needs: root overlay sys xattr
mkdir -p l1/d l2/d l2/e u w m; echo a > l1/d/a; echo b > l2/d/b; echo f > l2/f; echo e > l2/e/x
setfattr -n trusted.overlay.opaque -v y l1/d; mount -t overlay o -o lowerdir=l1:l2 m; ls m m/d; umount m
setfattr -n trusted.overlay.opaque -v n l1/d; mount -t overlay o -o lowerdir=l1:l2 m; ls m/d; umount m
mkdir u/e; setfattr -n trusted.overlay.redirect -v d u/e; mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m; ls m/e; umount m
setfattr -n trusted.overlay.redirect -v /d u/e; mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w,redirect_dir=on m; ls m/e; mv m/e m/g; ls m m/g; umount m; getfattr --absolute-names -n trusted.overlay.redirect --only-values u/g; echo
mknod u/f c 0 0; mknod l1/e c 0 0; mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m; ls m; sys stat m/f type; echo new > m/f; ls -l u/f | cut -c1; rm m/f; ls -l u/f | cut -c1; umount m
rm -r u/g; mkdir l1/x; echo file > l2/x; touch l1/d/y; mkdir l2/d/y; mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m; ls -F m m/d; rmdir m/x; ls m; sys stat u/x type; umount m
