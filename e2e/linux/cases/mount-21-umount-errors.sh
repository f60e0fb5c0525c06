# title: what umount says when it cannot
# group: mount
# needs: root sys
mkdir d
umount d
umount nosuch
umount
touch f; umount f
sys umount d -- umount nosuch -- umount f -- umount d/..
mount -t tmpfs t d; mkdir d/s; mount -t tmpfs t2 d/s
umount d
umount -R d
ls d
sleep 300 < /mnt & S=$!
mount -t tmpfs t d; cd d; umount /mnt/d; cd /mnt; umount d; echo $?
kill $S; wait $S
