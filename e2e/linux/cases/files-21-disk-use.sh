# title: df and du on a small tmpfs
# group: files
# needs: root
mkdir d
mount -t tmpfs -o size=1m t d
df --output=source,fstype,size,used,avail,pcent,target d
head -c 100000 /dev/zero > d/f
du -k d/f
du -b d/f
du -sh d/f
du -s --apparent-size -b d/f
df --output=used d
truncate -s 500k d/sparse
stat -c '%s %b' d/sparse
du -k d/sparse
mkdir d/e
cp d/f d/e/g
du -k d | sort
du -sk d
du -ak d | sort -k2
du -ck d/f d/e/g | tail -n 1
ln d/f d/h
du -sk d
rm d/f
df --output=used d
rm d/h
df --output=used d
exec 5< d/e/g
rm d/e/g
df --output=used d
exec 5<&-
df --output=used d
dd if=/dev/zero of=d/full bs=64k 2> /dev/null
stat -c %s d/full
df --output=avail,pcent d
rm d/full
umount d
du nosuch
df nosuch
