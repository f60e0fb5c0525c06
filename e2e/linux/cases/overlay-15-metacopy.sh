# title: with metacopy=on a change of mode copies no data until somebody writes
# group: overlay
# needs: root overlay sys xattr
mkdir -p l u w m; printf %5000s > l/f
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,metacopy=on m
chmod 600 m/f; stat -c '%s %b %a' u/f; wc -c < m/f
getfattr -d -m metacopy u/f | grep -c metacopy
grep -o 'redirect_dir=on\|metacopy=on' /proc/self/mountinfo
echo x >> m/f; wc -c < u/f; [ $(stat -c %b u/f) -gt 0 ] && echo blocks; getfattr -d -m metacopy u/f | grep -c metacopy
umount m
