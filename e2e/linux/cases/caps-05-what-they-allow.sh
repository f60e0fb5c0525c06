# title: each capability opens its own door
# group: caps
# needs: root sys
chmod 755 .; echo s > secret; chmod 0 secret; chown 5:5 secret; mkdir d; chmod 0 d; echo x > theirs; chown 1000:1000 theirs
C='setpriv --bounding-set -all --inh-caps -all --clear-groups --reuid 1001 --regid 1001'
with() { setpriv --reuid 1001 --regid 1001 --clear-groups --inh-caps +$1 --ambient-caps +$1 "${@:2}"; }
with chown sys chown theirs 7 7 -- stat theirs uid -- cat secret -- chmod theirs 777
with dac_override sys cat secret -- ls d -- mkdir d/x -- chmod d 755
with dac_read_search sys cat secret -- ls d -- append secret x -- mkdir d/y
with fowner sys chmod secret 640 -- chmod d 700 -- chown d 6 6
with kill sys kill 1 0 -- setuid 5
with setuid sys setuid 5 -- getuid -- setgid 5
with setgid sys setgid 5 -- getgid -- setgroups -- setuid 5
with sys_chroot sys chroot d -- chroot /
with sys_admin sys sethostname x -- unshare mnt -- mount none /mnt tmpfs -- setuid 3
with mknod sys mknod n c 1 3 -- mknod /mnt/n c 1 3
with fsetid sys chmod theirs 2755
with net_bind_service sys sethostname y
with setpcap sys capbset_drop 3 -- capbset_drop 3
hostname
