# title: a bind mount of its file keeps a namespace without processes alive
# group: uts
# needs: root
touch ns
unshare --uts=/mnt/ns hostname kept
nsenter --uts=/mnt/ns hostname
nsenter --uts=/mnt/ns sh -c 'hostname changed'
nsenter --uts=/mnt/ns uname -n
grep -c ' /mnt/ns nsfs ' /proc/mounts
grep ' /mnt/ns ' /proc/self/mountinfo | grep -c ' uts:\[[0-9]*\] /mnt/ns '
stat -f -c %T ns
exec 8< ns; umount ns; nsenter --uts=/proc/self/fd/8 hostname; exec 8<&-
nsenter --uts=/mnt/ns hostname
hostname
