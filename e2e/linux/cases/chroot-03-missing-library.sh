# title: a dynamically linked program needs its loader and its libraries inside the new root
# group: chroot
# needs: root
mkdir -p r/bin
cp /bin/bash r/bin/bash
ls r/bin
chroot r /bin/bash -c 'echo hello'
ldd /bin/bash | grep -c '=> /lib'
mkdir -p r/lib64
cp /lib64/ld-linux-x86-64.so.2 r/lib64/
chroot r /bin/bash -c 'echo hello'
for l in $(ldd /bin/bash | grep -o '/lib/[^ ]*'); do mkdir -p r$(dirname $l); cp $l r$l; done
chroot r /bin/bash -c 'echo hello from bash'
chroot r /bin/bash -c 'pwd; cd ..; pwd; echo /*'
chroot r /bin/bash -c 'ls /'
chroot r /bin/bash -c 'type ls; type cd'
