# title: the first write copies a file up, and the directories above it; reading does not
# group: overlay
# needs: root overlay sys
mkdir -p l/a/b/c u w m; echo low > l/a/b/c/f; chmod 750 l/a; chown 5:6 l/a/b; chmod 4755 l/a/b/c/f
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
cat m/a/b/c/f; ls u
echo more >> m/a/b/c/f; cat m/a/b/c/f l/a/b/c/f
sys tree u
stat -c '%a %u %g %n' u/a u/a/b u/a/b/c u/a/b/c/f
[ $(stat -c %Y l/a/b) = $(stat -c %Y u/a/b) ] && echo same time
ls -a m/a/b/c; sys stat m/a nlink -- stat m nlink -- stat u/a nlink
echo new > m/a/new; sys tree u
umount m
ls m; sys tree u
sys tree w
