# title: a new UTS namespace starts as a copy; renaming it renames nobody else
# group: uts
# needs: root
hostname
unshare -u sh -c 'hostname; hostname inside; hostname; uname -n; cat /proc/sys/kernel/hostname'
hostname
uname -n
[ "$(readlink /proc/self/ns/uts)" = "$(unshare -u readlink /proc/self/ns/uts)" ] || echo another namespace
unshare -u bash -c 'hostname box; echo $HOSTNAME; bash -c "echo \$HOSTNAME"'
unshare --uts sh -c 'hostname a; unshare --uts sh -c "hostname; hostname b; hostname"; hostname'
sh -c 'hostname other'; hostname
hostname host
