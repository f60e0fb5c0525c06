# title: files of numbers that are not mapped belong to nobody, and not even root inside may touch them
# group: user
# needs: root sys userns
chmod 777 .; echo r > rootfile; asuser 1000 sh -c 'echo o > own'; chmod 600 rootfile; asuser 1001 sh -c 'echo t > third'; chmod 666 third
asuser 1000 unshare -Ur stat -c '%u %g %n' rootfile own third
asuser 1000 unshare -Ur sys cat rootfile -- chmod rootfile 644 -- unlink rootfile -- append third x -- chmod third 600 -- chown third 0 0 -- chown own 0 0 -- chown own 1 1 -- chmod own 600
asuser 1000 unshare -Ur sh -c 'touch new; mkdir d; stat -c "%u %g %a" new d'; stat -c '%u %g %n' new d
chmod 1777 .; asuser 1000 unshare -Ur sys unlink third -- unlink rootfile -- rename third x -- unlink new
unshare -U --map-users 0:100000:1000 --map-groups 0:100000:1000 sh -c 'id -u; stat -c "%u %g %n" rootfile own; touch mapped; stat -c %u mapped'; stat -c %u mapped
unshare -U --map-users 0:100000:1000 --map-groups 0:100000:1000 sys setuid 5 -- creat five x -- setuid 6; stat -c %u five
