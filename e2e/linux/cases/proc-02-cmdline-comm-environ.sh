# title: the words, the name and the environment of a process
# group: proc
# needs: root
A=1 B='two words' sleep 300 & S=$!
await grep -q sleep /proc/$S/comm
tr '\0' '|' < /proc/$S/cmdline
echo
cat /proc/$S/comm
tr '\0' '\n' < /proc/$S/environ | grep -E '^(A|B)=' | sort
cat -v /proc/$S/cmdline
echo
bash -c 'exec -a renamed sleep 301' & R=$!
await grep -q sleep /proc/$R/comm
tr '\0' ' ' < /proc/$R/cmdline
cat /proc/$R/comm
bash -c 'echo newname > /proc/self/comm; cat /proc/$$/comm'
bash -c 'echo averyveryverylongname > /proc/$$/comm; cat /proc/$$/comm; true'
cp /bin/sleep averyverylongprogramname; ./averyverylongprogramname 302 & L=$!
await grep -q very /proc/$L/comm; cat /proc/$L/comm
printf '#!/bin/sh\ncat /proc/$$/comm; tr "\\0" "|" < /proc/$$/cmdline\n' > script
chmod 755 script
./script a b
asuser 1000 cat /proc/$S/environ
asuser 1000 cat /proc/$S/comm
kill $S $R $L
