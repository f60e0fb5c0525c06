# title: id, whoami, setpriv and the four uids
# group: process
# needs: root
id
id -u
id -un
whoami
groups
logname
asuser 1000 id
asuser 1000 id -u
asuser 1000 whoami
asuser 1000 id -un
asuser 65534 id
setpriv --reuid 1000 --clear-groups id -u
setpriv --reuid=1000 --regid=1000 --groups 5,6 id
setpriv --reuid 1000 --init-groups id
setpriv --regid 5 --keep-groups id -g
setpriv --ruid 1000 --clear-groups awk '/^Uid/ { print $2, $3, $4, $5 }' /proc/self/status
cp /usr/bin/id sid
chmod 4755 sid
asuser 1000 ./sid
asuser 1000 ./sid -u
asuser 1000 ./sid -ru
chmod 2755 sid
asuser 1000 ./sid
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
asuser 1000 bash -c 'echo $UID'
