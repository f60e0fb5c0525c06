# title: symbolic links, devices and named pipes in layers
# group: overlay
# needs: root overlay sys
mkdir -p l u w m; ln -s f l/ln; echo x > l/f; mkfifo l/p; mknod l/null c 1 3; ln -s /mnt/m/f l/abs; ln -s nope l/dang
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
cat m/ln; echo y > m/ln; ls u; sys readlink m/ln; cat m/abs
echo z > m/null; sys stat m/null rdev -- stat u/null type; cat m/null
sys chown m/ln 5 6 -- stat u/ln type -- stat m/ln uid -- stat l/ln uid
echo through > m/p & cat m/p; ls u
sys chmod m/p 644 -- stat u/p type -- stat u/p mode
echo made > m/dang; ls m; rm m/ln; sys stat u/ln type
sys symlink a m/new -- mknod m/fifo p 0 0 -- mknod m/zero c 1 5; head -c 2 m/zero | wc -c; sys tree u
umount m
