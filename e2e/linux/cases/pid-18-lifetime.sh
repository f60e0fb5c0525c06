# title: a bind mount keeps a pid namespace's name, but without its init nobody can be born in it
# group: pid
# needs: root
touch ns
unshare --pid=/mnt/ns -f true
stat -f -c %T ns
nsenter --pid=/mnt/ns true
umount ns
mount --make-private /mnt
unshare -p -f sleep 300 & U=$!
await pgrep -P $U; S=$(pgrep -P $U)
mount --bind /proc/$S/ns/pid ns
nsenter --pid=/mnt/ns sh -c 'echo $PPID'
kill -9 $S; wait $U
nsenter --pid=/mnt/ns true
umount ns
