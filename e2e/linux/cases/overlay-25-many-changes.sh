# title: a package is installed, changed and removed in a container's layer
# group: overlay
# needs: root overlay sys
mkdir -p base/bin base/etc/app base/var u w m; echo one > base/etc/app/conf; echo prog > base/bin/prog; chmod 755 base/bin/prog; ln -s prog base/bin/link; ln base/bin/prog base/bin/hard; touch -d @1000000 base/etc/app/conf
mount -t overlay o -o lowerdir=base,upperdir=u,workdir=w m; cd m
cp -a bin/prog bin/prog.new; mv bin/prog.new bin/prog; ls -1 bin; sed -i s/one/two/ etc/app/conf; cat etc/app/conf; stat -c %h bin/hard bin/prog
mkdir -p opt/app/lib; echo lib > opt/app/lib/so; ln -s ../opt/app/lib/so bin/so; cat bin/so; rm -r etc/app; mkdir etc/app; echo three > etc/app/conf; chown -R 1000:1000 opt; find . -newer /mnt/base/etc/app/conf -type f | sort
truncate -s 0 bin/link; cat bin/prog; chmod 4711 bin/prog; touch var/log; mv var/log var/log.1; ln var/log.1 var/log.2; rm var/log.1
cd /mnt; sys tree u -- tree m; find base | wc -l; du -s --apparent-size u > /dev/null && echo ok; umount m; sys tree base
rm -rf u w; mkdir u w; mount -t overlay o -o lowerdir=base,upperdir=u,workdir=w m; cat m/etc/app/conf; umount m
