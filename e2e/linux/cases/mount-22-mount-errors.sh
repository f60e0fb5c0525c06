# title: what mount says when it cannot
# group: mount
# needs: root
mkdir d
mount -t foofs none d
mount -t tmpfs none nosuch
mount /nosuch d
mount d
mount --bind
touch f; mount -t tmpfs none f
mount --nosuch
mount -o remount,ro d
mount --make-shared d
mount --move d d
