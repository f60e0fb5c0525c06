# title: rm and rmdir
# group: files
# needs: root
touch a b c
rm a
rm nosuch
rm -f nosuch
rm b c
ls
mkdir d
touch d/x
rm d
rmdir d
rm -r d
ls
mkdir -p p/q/r
rmdir p/q/r
rmdir -p p/q
ls
mkdir e
rm -d e
ls
rm
rm -f
rm -r .
rm -r ..
touch -- -x
rm -x
rm -- -x
ls
touch -- -y
rm ./-y
mkdir d
touch d/f
chmod 555 d
asuser 1000 rm -f d/f
rm -rf d
ls
touch f
chmod 000 f
rm f < /dev/null
ls
mkdir d
chmod 777 d
asuser 1000 sh -c 'umask 0; mkdir d/in; touch d/in/f; chmod 500 d/in; rm -rf d/in'
ls d
rm -v d/in/f
rm -rv d
ln -s nosuch l
rm l
ls
mkdir t
ln -s t l
rm -r l
ls
rm -rf t/
mkdir m
mount -t tmpfs t m
rmdir m
rm -r m
umount m
rmdir m
rmdir nosuch
touch f
rmdir f
rmdir --ignore-fail-on-non-empty /mnt
unlink f
unlink f
