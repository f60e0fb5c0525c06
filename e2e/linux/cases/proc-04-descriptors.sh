# title: /proc/PID/fd shows the open files
# group: proc
# needs: root
exec 5< /etc/passwd 6> out 7<> /dev/null
readlink /proc/$$/fd/5 /proc/$$/fd/6 /proc/$$/fd/7
sleep 300 < /dev/null > log 2>&1 5<&- 6<&- 7<&- & S=$!
await grep -q sleep /proc/$S/comm
readlink /proc/$S/fd/1
readlink /proc/$S/fd/0
rm log
readlink /proc/$S/fd/1
stat -c %A /proc/$S/fd/0 /proc/$S/fd/1 /proc/$S/fd/2
kill $S
echo x | readlink /proc/self/fd/0 | sed 's/[0-9]*//g'
echo hello > out2
exec 8< out2
read -n 2 x <&8
grep pos /proc/$$/fdinfo/8
exec 8<&-
bash -c 'exec 9< /etc/hostname; cat /proc/self/fd/9; cat /dev/fd/9; cat <&9'
echo to out >&6
cat /proc/$$/fd/6
exec 5<&- 6>&- 7<&-
ls /proc/$$/fd/6
asuser 1000 ls /proc/1/fd
readlink /dev/stdin /dev/stdout /dev/fd
