# title: only the names are its own: kernel version, processes, mounts and network stay shared
# group: uts
# needs: root
[ "$(unshare -u uname -srvm)" = "$(uname -srvm)" ] && echo same kernel
for n in mnt pid net ipc user uts; do [ "$(unshare -u readlink /proc/self/ns/$n)" = "$(readlink /proc/self/ns/$n)" ] && echo $n same || echo $n own; done
sleep 300 & S=$!
unshare -u sh -c "hostname away; cat /proc/$S/comm; kill $S"
wait $S
unshare -u sh -c 'hostname away; echo file > f'; cat f
unshare -u -n sh -c 'hostname both; hostname'; hostname
