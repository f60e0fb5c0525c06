# title: ls in its forms
# group: files
# needs: root
mkdir d
echo 12345 > f
ln -s f l
touch .h
mkfifo p
chmod 4755 f
chown -h 5:6 l
chown 1234:4321 p
ls
ls -a
ls -A
ls -1 f d
ls -F
ls -p
ls -d .
ls -l --time-style=+ f l p
ls -ld --time-style=+ d
ls -ln --time-style=+ p
ls -lh --time-style=+ f
ls -s f
ls -i f | grep -c '^[0-9]* f$'
ls -R
ls nosuch f
ls f d
ls -l nosuch
ls -r
head -c 100 /dev/zero > big
ls -S
touch -d @1 old
ls -t | tail -n 1
ls -tr | head -n 1
ls -X
ls -m
ls -C | cat
ls -x | wc -l
ls --color=always d l | od -An -c | head -n 1
ls -lL --time-style=+ l
ls -l --time-style=+ l
ls -H l
ls -o --time-style=+ f
ls -g --time-style=+ f
ls --nosuch
ls -y 2>&1 | head -n 1
touch 'a b' "q'q"
ls
ls -N
ls -b
ls -Q 'a b'
touch 10 9 B a
ls 10 9 B a
ls -v 10 9
ls -U 9 10
ls -l --time-style=+%Y old
ls -l --time-style=long-iso old | cut -d' ' -f6
ls --group-directories-first | head -n 1
ls /nosuch/x f/x
chmod 000 d
asuser 1000 ls d
asuser 1000 ls -d d
