# title: exe, cwd and root are links that lead to the real thing
# group: proc
# needs: root
mkdir d; cd d; sleep 300 & S=$!
cd /mnt; await grep -q sleep /proc/$S/comm
readlink /proc/$S/cwd
readlink /proc/$S/exe
readlink /proc/$S/root
mv d e
readlink /proc/$S/cwd
touch e/x
ls /proc/$S/cwd
rm -r e
readlink /proc/$S/cwd
ls /proc/$S/cwd
ls /proc/$S/cwd/
kill $S
wait $S
cp /bin/sleep mysleep; ./mysleep 301 & S=$!
await grep -q mysleep /proc/$S/comm
echo x > mysleep
rm mysleep
readlink /proc/$S/exe
cmp /proc/$S/exe /bin/sleep && echo still there
asuser 1000 readlink /proc/$S/exe
kill $S
wait $S
readlink /proc/$S/exe
readlink /proc/self/exe
[ $(readlink /proc/self) = $$ ] || echo self is the reader
