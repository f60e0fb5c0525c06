# title: x
# group: files
# needs: root sys
sys access /proc/self/ns/uts x -- access /proc/self/ns/uts rwx -- access /proc/self/status x -- access /proc/self/status w
asuser 1000 sys access /proc/self/fd w -- rmdir /proc/self/fd/3 -- mkdir /proc/self/fd/9 -- access /proc/self/fdinfo w -- access /proc/self w
asuser 1000 sys open /proc/1/ns/uts rdonly
chmod 1777 .; ln -s f n; chown -h 65534 n
sys open n wronly,creat,nofollow -- open n wronly,nofollow
