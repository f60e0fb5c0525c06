# title: rename replaces, moves between directories, and refuses cycles
# group: files
# needs: root sys
echo a > a
echo b > b
mv a b
cat b
ls
mkdir d e
touch d/x
mv d e
ls e
mv e/d .
mv d d/sub
sys rename d d/sub -- rename d e -- ls e -- rename e e -- rename nosuch x -- rename e b -- rename b e
touch e/y
mkdir f
sys rename f e
mkdir g
touch g/z
sys rename f g -- rmdir g
sys mkdir h -- symlink h s -- rename s t -- readlink t -- stat h
sys link b b2 -- rename b b2 -- ls .
sys renameat2 b2 b3 noreplace -- renameat2 e h exchange -- ls h -- renameat2 h b3 exchange -- stat h -- stat b3
mv nosuch x
mv h
mv b3 h nosuchdir
mv -n h b3
mv -v h i
mv i h/
mv -t e i
ls e
mv e/* .
ls
