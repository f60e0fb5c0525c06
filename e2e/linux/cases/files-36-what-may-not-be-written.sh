# title: read-only file systems and mounts, files in sticky directories, /proc/PID: which error comes first
# group: files
# needs: root sys
mkdir r; echo x > r/f; chmod 644 r/f; mount --bind r r; mount -o remount,ro,bind r
asuser 1000 sys open r/f wronly,trunc -- open r/f wronly -- access r/f w -- access r w
asuser 1000 sys truncate r/f 0
mkdir s; mount -t tmpfs tmpfs s; echo x > s/f; mount -o remount,ro s
asuser 1000 sys truncate s/f 0 -- open s/f wronly,trunc -- open s/f wronly -- access s/f w -- access s w
touch u; chmod 6755 u
unshare -Ur sys open u wronly -- write x -- stat u mode -- chmod u 6755 -- truncate u 0 -- stat u mode
asuser 1000 sys access /proc/self/fd w -- rmdir /proc/self/fd/3 -- mkdir /proc/self/fd/9 -- access /proc/self/fdinfo w
sys access /proc/self w -- rmdir /proc/self/fd -- unlink /proc/self/status -- open /proc/self/ns/uts wronly -- truncate /proc/self/ns/uts 0
mkdir t; chmod 1777 t; ln -s f t/l; chown -h 1000 t/l; mknod t/n c 1 3; chown 1000 t/n; echo x > t/f; chown 1000 t/f
sys open t/l wronly,creat,nofollow -- open t/l wronly,nofollow -- open t/n wronly,creat -- open t/f wronly,creat -- open t/f wronly
sys stat /proc/$(printf %0256d 1) -- stat /sys/$(printf %0256d 1) -- stat /dev/pts/$(printf %0256d 1) -- rmdir $(printf %0256d 1)
sys utimes nosuch omit omit -- open nosuch creat,directory,path -- open nosuch creat,directory
