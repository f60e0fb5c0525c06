# title: the program is searched with the caller's PATH, inside the new root; the environment passes through
# group: chroot
# needs: root rootfs
mkrootfs r
mkdir -p r/opt/bin; printf '#!/bin/sh\necho tool from $0\n' > r/opt/bin/tool; chmod 755 r/opt/bin/tool
chroot r tool
PATH=/opt/bin:$PATH chroot r tool
PATH=$PATH:/mnt/r/opt/bin chroot r tool
A=1 chroot r /bin/sh -c 'echo A=$A HOME=$HOME'
chroot r /bin/env -i /bin/sh -c 'echo "HOME=$HOME"'
env -i /usr/sbin/chroot r /bin/env
chroot r /bin/pwd
cd r/etc; chroot .. /bin/pwd; cd /mnt
chroot r /bin/sh -c 'umask; echo $0'
