# title: what execve answers
# group: process
# needs: root sys
sys exec nosuch
sys exec ./nosuch
sys exec /mnt
sys exec ''
echo x > f
sys exec ./f
chmod 755 f
bash -c 'exec ./f'
printf '\177ELF' > e
chmod 755 e
bash -c ./e
sys exec ./f/x
printf '#!nosuch\n' > g
chmod 755 g
sys exec ./g
printf '#!\n' > h
chmod 755 h
sys exec ./h
printf '#!/mnt\n' > i
chmod 755 i
sys exec ./i
ln -s l l
sys exec ./l
mkfifo p
sys exec ./p
mkdir -m 700 d
cp /bin/true d/t
asuser 1000 sys exec d/t
cp /bin/true t
asuser 1000 sys exec ./t -- getpid
chmod 711 t
asuser 1000 sys exec ./t
chmod 644 t
sys exec ./t
asuser 1000 sys exec ./t
cp /bin/sleep s; ./s 300 & S=$!
await grep -q '^s$' /proc/$S/comm; sys open s wronly -- truncate s 0 -- rename s s2 -- unlink s2
exec 7>> t
chmod 755 t
sys exec ./t
exec 7>&-
./t
kill $S
wait $S
bash -c 'x=$(printf %0131072d 1); /bin/true $x'
