# title: root of a user namespace may mount an overlay; its marks are then user attributes
# group: overlay
# needs: root overlay sys userns xattr
chmod 777 .; asuser 1000 mkdir -p l/d u w m; asuser 1000 sh -c 'echo x > l/f; echo y > l/d/g'
asuser 1000 unshare -Ur -m sh -c 'mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,userxattr m && rm m/f && rm -r m/d && mkdir m/d && echo n > m/n && ls m m/d'
sys stat u/f type; stat -c '%u %n' u/n u/f; getfattr -n user.overlay.opaque --only-values u/d; echo
asuser 1000 unshare -Ur sh -c 'mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m'
