# title: a line of mountinfo: ids, root within the file system, mount point, options, propagation, type, source
# group: mount
# needs: root
mount --make-private /mnt
mkdir -p d e; mount -t tmpfs -o size=1m,mode=700 mytmp d
grep ' /mnt/d ' /proc/self/mountinfo | sed 's/^[0-9]* [0-9]* [0-9]*:[0-9]* //'
mkdir -p d/x/y; mount --bind d/x/y e
grep ' /mnt/e ' /proc/self/mountinfo | sed 's/^[0-9]* [0-9]* [0-9]*:[0-9]* //'
mount --make-shared e
grep ' /mnt/e ' /proc/self/mountinfo | sed 's/^[0-9]* [0-9]* [0-9]*:[0-9]* //'
mount -o remount,bind,nosuid,nodev,noexec e
grep ' /mnt/e ' /proc/mounts
[ $(grep ' / /mnt ' /proc/self/mountinfo | cut -d' ' -f1) = $(grep ' /mnt/d ' /proc/self/mountinfo | cut -d' ' -f2) ] && echo child of /mnt
grep ' /mnt/[de] ' /proc/self/mountinfo | cut -d' ' -f3 | uniq | wc -l
mkdir 'with space'; mount -t tmpfs 'a b' 'with space'; grep with /proc/mounts | cut -d' ' -f1-3
findmnt -n -o TARGET,SOURCE,FSTYPE d
findmnt -n -o SOURCE e | sed 's/^[^[]*//'
