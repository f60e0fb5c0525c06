# title: how getfattr and setfattr print
# group: overlay
# needs: root xattr
mkdir -p d/e; echo x > f; ln -s f ln; mkfifo p
setfattr -n user.a -v one f; setfattr -n user.b -v 0x0001ff f; setfattr -n user.c -v 0saGVsbG8= f; setfattr -n user.e f
getfattr f; echo end
getfattr -d f
getfattr -d -e hex f; getfattr -d -e base64 f; getfattr -d -e text f
getfattr -n user.a f; getfattr -n user.a --only-values f; echo; getfattr -n user.none f; echo $?
getfattr -n user.a nope; getfattr -d /mnt/f; getfattr --absolute-names -d /mnt/f
getfattr -n user.a ln; getfattr -h -n user.a ln; setfattr -h -n user.a -v x ln; setfattr -h -n trusted.a -v x ln; getfattr -h -d -m - ln
setfattr -n user.a -v x p; setfattr -n bad -v x f; setfattr -n user. -v x f; setfattr -n system.x -v x f; setfattr -n security.foo -v x f; getfattr -d -m security f
setfattr -x user.a f; setfattr -x user.a f; getfattr -d f
setfattr -n user.d -v 1 d; setfattr -n user.d -v 2 d/e; getfattr -R -d d; getfattr -R -n user.d d
setfattr -n user.q -v 'a"b\\c' f; getfattr -n user.q f
chmod 755 .; chmod 644 f; asuser 1000 setfattr -n user.z -v 1 f; asuser 1000 getfattr -n user.b -e hex f; asuser 1000 setfattr -n trusted.z -v 1 f; setfattr -n trusted.t -v 1 f; asuser 1000 getfattr -n trusted.t f; asuser 1000 getfattr -d -m - f | wc -l
chmod 600 f; asuser 1000 getfattr -n user.b f; asuser 1000 getfattr -d f
setfattr; getfattr
cp -p f g; getfattr -d g | wc -l; cp --preserve=xattr f h; getfattr h; mv f i; getfattr i | wc -l

