# title: extended attributes are copied up; those of overlayfs itself do not show
# group: overlay
# needs: root overlay sys xattr
mkdir -p l/d u w m; echo x > l/f; setfattr -n user.note -v low l/f; setfattr -n trusted.t -v t l/f
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
getfattr -d -m - m/f
chmod 600 m/f; getfattr -d -m '^(user|trusted.t)' u/f
setfattr -n user.note -v high m/f; getfattr -n user.note --only-values m/f; echo; getfattr -n user.note --only-values l/f; echo
setfattr -x user.note m/f; getfattr -d -m - m/f
touch m/d/new; getfattr -d -m - m/d; getfattr -d -m impure u u/d
setfattr -n user.dir -v 1 m/d; getfattr -d m/d u/d l/d
setfattr -n trusted.overlay.opaque -v y m/d; ls m/d; getfattr -d -m - m/d
getfattr -n user.none m/f
umount m
