# title: a file without a name lives on while somebody has it open
# group: files
# needs: root sys
echo content > f
exec 5< f
rm f
ls f
cat <&5
exec 5<&-
exec 5> g
rm g
echo more >&5
stat -L -c '%h %s' /proc/$$/fd/5
readlink /proc/$$/fd/5
cat /proc/$$/fd/5
exec 5>&-
sys open h creat,rdwr -- write hello -- unlink h -- lseek 0 -- read -- stat h -- close
echo one > k
exec 6< k
mv k l
echo two > k
cat <&6
exec 6<&-
cat k
echo old > m
exec 6< m
echo newer > n
mv n m
cat <&6
cat m
exec 6<&-
mkdir d
cd d
rmdir ../d
pwd
ls
touch x
ls ..
cd ..
pwd
cd /mnt
sys mkdir e -- chdir e -- rmdir ../e -- getcwd -- mkdir x -- ls . -- chdir .. -- getcwd
echo a > t
exec 7>> t
: > t
echo b >&7
cat t
exec 7>&-
