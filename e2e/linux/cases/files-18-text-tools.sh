# title: head, tail, wc, sort, uniq, cut, tr, nl, tee, seq, rev, paste
# group: files
# needs: root
printf '%s\n' pear apple fig apple kiwi > f
sort f
sort -u f
sort -r f | head -n 1
sort f | uniq -c
sort f | uniq -d
head -n 2 f
tail -n 2 f
head -n -3 f
tail -n +4 f
head -c 4 f
echo
tail -c 5 f
wc f
wc -l f
wc -w < f
wc -c f nosuch
cat f | wc
printf 'a:b:c\nd:e:f\n' > g
cut -d: -f2 g
cut -d: -f1,3 g
cut -c1 g
cut -d: -f2- g
cut -d, -f1 g
cut -s -d, -f1 g
tr a-z A-Z < f | head -n 1
tr -d aeiou < f | head -n 1
tr -s p < f | head -n 2
echo 'a  b' | tr -s ' '
echo abc | tr abc x
tr -cd a < f
echo
seq 3
seq 2 2 6
seq -s, 3
seq 3 -1 1
seq -w 8 10
echo abc | rev
printf '1\n2\n' | paste - -
paste -d, f f | head -n 1
nl g
tac g
echo x | tee a b
cat a b
echo y | tee -a a > /dev/null
cat a
cat -n g
cat -A g
cat -E a
cat nosuch a - < b
printf '10\n9\n100\n' | sort
printf '10\n9\n100\n' | sort -n
printf 'b 1\na 2\n' | sort -k2
printf 'b,1\na,2\n' | sort -t, -k2 -r
printf 'b\na\n' | sort -c
comm <(printf 'a\nb\n') <(printf 'b\nc\n')
join <(echo 1 a) <(echo 1 b)
echo abcdef | fold -w 4
echo
printf 'a\tb\n' | expand
basename /a/b.txt .txt
basename /a/b/
dirname /a/b/c
dirname x
dirname /
basename /
echo aGk= | base64 -d
echo
echo hi | base64
echo hi | md5sum
echo hi | sha256sum | cut -c1-8
echo abc | od -c
echo AB | od -An -tx1
yes | head -n 2
factor 12
