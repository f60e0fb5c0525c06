# title: in a sticky directory only the owner may remove or rename
# group: files
# needs: root
mkdir -m 1777 t
stat -c '%a %A' t
asuser 1000 touch t/a
asuser 1001 touch t/b
asuser 1001 rm -f t/a
ls t
asuser 1001 mv t/a t/c
asuser 1001 mv t/b t/a
asuser 1000 rm t/a
ls t
chmod 777 t
asuser 1000 rm -f t/b
ls t
chmod 1777 t
asuser 1001 touch t/d
chown 1000 t
asuser 1000 rm -f t/d
ls t
touch t/r
asuser 1001 rm -f t/r
rm t/r
asuser 1000 sh -c 'echo x > t/mine; chmod 666 t/mine'
asuser 1001 sh -c 'echo y >> t/mine'
cat t/mine
stat -c %a /tmp
