# title: mkdir and touch
# group: files
# needs: root
mkdir a a
mkdir a/b/c
mkdir -p a/b/c
find a
mkdir -p a/b/c
mkdir -v x y
mkdir
mkdir ''
touch f
mkdir f
mkdir -p f/g
mkdir f/g
touch nosuch/f
touch ''
touch
touch -c none
ls
touch -d '2001-02-03 04:05:06 UTC' f
stat -c %Y f
stat -c %y f | cut -c1-4
touch -r f g
stat -c %Y g
[ f -nt a ] || echo older
touch -m -d @100 g
stat -c %Y g
touch -a -d @200 g
stat -c '%X %Y' g
mkdir "a b" $'c\nd'
ls
ls -Q | tail -n 3
mkdir $(printf %0255d 1)
mkdir $(printf %0256d 1)
ls | wc -c
mkdir a/../z
ls -d z
mkdir z/
mkdir z/.
mkdir ./w/
ls -d w
for i in 1 2 3; do touch file$i; done; ls file?; mkdir -p t/{bin,lib/{a,b}}; find t | sort
