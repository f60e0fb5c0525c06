# title: make-rprivate, make-rslave and make-rshared take the whole tree
# group: mount
# needs: root
mkdir t; mount -t tmpfs t t; mount --make-private t; mkdir t/a; mount -t tmpfs a t/a; mkdir t/a/b; mount -t tmpfs b t/a/b
mount --make-rshared t; grep ' /mnt/t' /proc/self/mountinfo | grep -c shared:
mount --make-private t; grep ' /mnt/t' /proc/self/mountinfo | grep -c shared:
mount --make-rprivate t; grep ' /mnt/t' /proc/self/mountinfo | grep -c shared:
mount --make-rslave t; grep ' /mnt/t' /proc/self/mountinfo | grep -c master:
mount --make-rshared t; mkdir c; mount --rbind t c; mount --make-rslave c; grep ' /mnt/c' /proc/self/mountinfo | grep -o ' [^ ]* rw,relatime master:[0-9]*' | cut -d' ' -f2,4
mount --make-shared c; grep ' /mnt/c ' /proc/self/mountinfo | grep -o 'shared:[0-9]* master:[0-9]*'
mount --make-runbindable t; mkdir u; mount --bind t u
umount -R c; umount -R t; grep -c ' /mnt/[tc]' /proc/mounts
