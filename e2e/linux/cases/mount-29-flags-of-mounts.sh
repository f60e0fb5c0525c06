# title: each mount has flags of its own; the file system has others
# group: mount
# needs: root sys
mkdir a b; mount -t tmpfs -o size=1M,mode=700 none a; mount --bind a b; mount -o remount,bind,ro,noexec b
grep -E '/mnt/(a|b) ' /proc/self/mountinfo | cut -d' ' -f4-7 ; touch a/x; touch b/y; mount -o remount,ro a; touch a/z
grep -E '/mnt/(a|b) ' /proc/self/mountinfo | cut -d' ' -f6,10- | sed 's/,inode64//'
mount -o remount,rw a; mount -o remount,bind,rw b; touch b/y; stat -c %a a; df -k a | awk 'END { print $2 }'
head -c 2000000 /dev/zero > a/big; echo $?; stat -c %s a/big; df a | awk 'END { print $5 }'; rm a/big
mount -o remount,size=2M a; head -c 2000000 /dev/zero > a/big; echo $?; mount -o remount,size=4k a
mount -o remount,nosuid,nodev,relatime a; grep '/mnt/a ' /proc/self/mountinfo | cut -d' ' -f6
mount -o remount,strictatime a; grep '/mnt/a ' /proc/self/mountinfo | cut -d' ' -f6; mount -o remount,noatime,nodiratime a; grep '/mnt/a ' /proc/self/mountinfo | cut -d' ' -f6
umount b a; mount -t tmpfs -o nr_inodes=4 none a; touch a/1 a/2 a/3 a/4; ls a; umount a
