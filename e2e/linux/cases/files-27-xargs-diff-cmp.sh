# title: xargs, diff and cmp
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f
mkdir -p d/e
echo two > d/g
touch d/e/h.txt
echo a b c | xargs -n 1 echo
printf 'x\ny\n' | xargs
echo 'a b' | xargs -I{} echo '[{}]'
echo f | xargs cat | wc -l
xargs echo none < /dev/null
echo x | xargs false
echo x | xargs nosuchcmd
diff f f
sed s/uno/eins/ f > g
diff f g
diff -q f g
diff -u f g | tail -n +3
diff f nosuch
cmp f g
cmp f f
