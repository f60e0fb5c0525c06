# title: capabilities in a user namespace reach only what belongs to it
# group: caps
# needs: root sys userns
chmod 777 .; cp /usr/bin/grep g; echo x > rootfile
asuser 1000 unshare -Ur ./g ^Cap /proc/self/status
asuser 1000 unshare -Ur sys chown rootfile 0 0 -- append rootfile y -- chmod rootfile 777 -- sethostname x -- mknod n c 1 3 -- mknod w c 0 0 -- kill 1 TERM -- setuid 5
asuser 1000 unshare -Ur -u sys sethostname inside -- gethostname
asuser 1000 unshare -Ur sh -c 'setcap cap_chown=ep g; getcap g'
asuser 1000 sh -c 'cp g h; unshare -Ur setcap cap_net_raw=ep h; getcap h; ./h ^CapEff /proc/self/status; unshare -Ur getcap h; unshare -Ur setpriv --bounding-set -sys_admin ./h ^CapEff /proc/self/status'
getfattr -d -m - -e hex h | cut -c1-60
asuser 1001 unshare -Ur ./h ^CapPrm /proc/self/status
chmod u+s g; asuser 1000 unshare -U ./g ^Cap /proc/self/status
asuser 1000 unshare -Ur ./g ^CapPrm /proc/self/status
