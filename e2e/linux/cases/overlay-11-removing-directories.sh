# title: a merged directory is empty when everything in it is hidden; then it can be removed or replaced
# group: overlay
# needs: root overlay sys
mkdir -p l/d/e l/x l/full u w m; touch l/d/f l/full/f
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
sys rmdir m/d -- unlink m/d/f -- rmdir m/d -- rmdir m/d/e -- rmdir m/d
sys tree u
sys mkdir m/d -- ls m/d -- rmdir m/d
sys mkdir m/p -- rename m/p m/x -- stat u/p type -- ls m -- rename m/x m/full
rm m/full/f; sys mkdir m/q -- rename m/q m/full -- ls m/full; sys tree u
sys unlink m/x -- rmdir m/nope -- rmdir m/full/f
mkdir -p m/a/b; touch m/a/b/c; rm -r m/a; ls u
umount m
