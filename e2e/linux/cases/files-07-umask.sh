# title: the umask takes bits away from new files and directories
# group: files
# needs: root sys
umask
touch f
mkdir d
stat -c '%a %n' d f
umask 077
touch f2
mkdir d2
stat -c '%a %n' d2 f2
umask 000
touch f3
mkdir d3
stat -c '%a %n' d3 f3
umask 022
mkdir -m 700 m
mkdir -p -m 711 p/q
stat -c '%a %n' m p p/q
umask 027
echo > g
cp f3 h
cp -p f3 i
stat -c '%a %n' g h i
sh -c 'umask 0; umask'
umask
umask 022
sys open x creat,wronly 777 -- stat x mode -- mkdir y 777 -- stat y mode -- chmod x 777 -- stat x mode
umask u=rwx,g=,o=
umask
umask -S
mkfifo q
mknod r p
stat -c '%a %F' q r
