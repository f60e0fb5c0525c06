# title: id, whoami, setpriv and the four uids
# group: process
# needs: root
id
id -u
id -un
whoami
groups
logname
asuser 4242 id
asuser 4242 id -u
asuser 4242 whoami
asuser 4242 id -un
asuser 65534 id
setpriv --reuid 4242 --clear-groups id -u
setpriv --reuid=4242 --regid=4242 --groups 5,6 id
setpriv --reuid 4242 --init-groups id
setpriv --regid 5 --keep-groups id -g
setpriv --ruid 4242 --clear-groups grep Uid /proc/self/status
cp /usr/bin/id sid
chmod 4755 sid
asuser 4242 ./sid
asuser 4242 ./sid -u
asuser 4242 ./sid -ru
chmod 2755 sid
asuser 4242 ./sid
chown 33:33 sid
chmod 6755 sid
asuser 1000 ./sid -u
./sid
asuser 1000 setpriv --no-new-privs ./sid -u
setpriv --no-new-privs id -u
id root
id nosuchuser
id 0
id daemon
asuser 1000 setpriv --reuid 0 id
printf '#!/bin/sh\nid -u\n' > s
chmod 4755 s
asuser 1000 ./s
echo $UID $EUID
asuser 4242 bash -c 'echo $UID'
