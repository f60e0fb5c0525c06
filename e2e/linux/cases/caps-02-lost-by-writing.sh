# title: writing to a file, truncating it or giving it away takes its capabilities and set-user-ID bits
# group: caps
# needs: root sys
chmod 755 .; for f in a b c d e; do cp /usr/bin/true $f; setcap cap_chown=ep $f; chmod 4777 $f; done; getcap a b c d e
echo >> a; getcap a; stat -c %a a
asuser 1000 sh -c 'echo >> b'; getcap b; stat -c %a b
chown 1000 c; getcap c; stat -c %a c
sys truncate d 5; getcap d; stat -c %a d
chmod 755 e; touch e; mv e f; ln f g; getcap f g
cp f h; getcap h; cp -p f i; getcap i; cp -a f j; getcap j
asuser 1000 setcap cap_chown=ep f; asuser 1000 setcap -r f; getcap -r . | sort
