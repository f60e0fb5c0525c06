# title: what ls, stat and wc of busybox print
# group: files
# needs: root rootfs
mkrootfs r
mkdir r/d; echo hello >r/d/file; ln -s file r/d/link; ln r/d/file r/d/hard; mkfifo r/d/fifo; mkdir -m 1777 r/d/dir
touch -d 2026-01-02T03:04:05Z r/d/*; touch -h -d 2026-01-02T03:04:05Z r/d/link; touch -d 2026-01-02T03:04:05Z r/d
chroot r /bin/ls /d
chroot r /bin/ls -F /d
chroot r /bin/ls -p /d
chroot r /bin/ls -ld /d/file /d/link /d/fifo /d/hard
chroot r /bin/ls -nd /d/file
chroot r /bin/ls -R /d
chroot r /bin/ls /nosuch /etc/passwd
chroot r /bin/stat -c '%n %a %A %F %h %s %u %U %g' /d/file /d/link /d/dir /d/fifo
chroot r /bin/wc /d/file /etc/group
chroot r /bin/wc -l /d/file
chroot r /bin/wc -lc /d/file
chroot r /bin/id
chroot r /bin/id root
