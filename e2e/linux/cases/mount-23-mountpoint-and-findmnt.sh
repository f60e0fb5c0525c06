# title: mountpoint and findmnt
# group: mount
# needs: root
mkdir d
mountpoint d
mountpoint -q d; echo $?
mount -t tmpfs src d
mountpoint d
mountpoint nosuch
mountpoint /proc
touch f; mountpoint f
findmnt -n -o SOURCE,FSTYPE d
findmnt -n -o TARGET --source src
findmnt nosuch; echo $?
findmnt -n -o TARGET -T d/.
cat /proc/mounts | grep ' /mnt/d ' | cut -d' ' -f1-3
mount | grep ' /mnt/d ' | cut -d' ' -f1-5
umount src; mountpoint -q d; echo $?
