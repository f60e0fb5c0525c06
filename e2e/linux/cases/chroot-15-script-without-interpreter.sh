# title: a script whose interpreter is not in the new root fails as if the script were missing
# group: chroot
# needs: root rootfs
mkrootfs r
printf '#!/bin/bash\necho from bash\n' > r/hello; chmod 755 r/hello
printf '#!/bin/sh\necho from sh $1\n' > r/hello2; chmod 755 r/hello2
r/hello
chroot r /hello
chroot r /hello2 world
chroot r /bin/sh -c '/hello; echo $?'
chroot r /bin/sh /hello
printf 'echo no line one\n' > r/hello3; chmod 755 r/hello3
chroot r /hello3
chmod 644 r/hello2
chroot r /hello2
chroot r /bin/sh -c '/hello2; echo $?'
