# title: the four tools of searching
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f; mkdir -p d/e; echo two > d/g; touch d/e/h.txt
grep two f; grep -c o f; grep -v two f; grep -n t f; grep -i TWO f; grep -o 't[a-z]*' f; grep nosuch f; echo $?; grep -q one f; echo $?; grep -l two f d/g; grep two f d/g; grep -h two f d/g
grep -r two . | sort; grep -E 'one|three' f; grep -w tw f; grep '^t' f; grep '3$' f; grep -F . f; grep -e one -e two f | wc -l; grep -A1 one f; grep two nosuch; echo $?; grep two d; grep -s x nosuch; echo $?; grep -m1 t f; grep -x two d/g; grep -L one f d/g
grep '[' f; echo $?; grep -E '(' f; grep
sed s/o/0/ f; sed 's/o/0/g' f | head -n 1; sed -n 2p f; sed 2d f; sed '/two/d' f; sed -n '/two/,$p' f; sed 's/\([a-z]*\) \(.*\)/\2 \1/' f | head -n 1; sed -E 's/([a-z]+) (.*)/\2-\1/' f | tail -n 1; sed '$d' f; sed -e 1d -e 2d f; sed 1q f; sed 's|e|/|;s/n/&&/' f | head -n 1; sed = f | head -n 2; sed 'y/o/0/' f | head -n 1; sed '1i top' f | head -n 2; sed '1a after' f | head -n 2; sed '2c changed' f
sed -i s/one/uno/ f; cat f; sed x nosuch; sed s/a f; sed q d; echo $?; sed --posix -n '$=' f
awk '{ print $2 }' f; awk -F: '{ print $1 }' /etc/passwd | head -n 1; awk '$2 > 1' f; awk 'END { print NR }' f; awk '{ s += $2 } END { print s, s / NR }' f; awk 'NR == 2 { print $1, NF }' f; awk -v x=5 'BEGIN { print x * 2; printf "%05.1f|%-4s|\n", 3.14159, "a" }'; awk '/t/ { n++ } END { print n }' f; awk 'BEGIN { exit 3 }'; echo $?; awk '{ a[$1] = $2 } END { print a["two"], length(a) }' f; awk 'BEGIN { print toupper("x") substr("hello", 2, 3) index("abc", "c") length("four") }'; awk '{ $1 = "x"; print }' f | head -n 1; awk -F'[ ]' '{ print $NF }' f
find . | sort; find . -name '*.txt'; find . -type d | sort; find d -maxdepth 1 | sort; find . -type f -size 0; find . -name h.txt -exec echo found {} \;; find . -type f -exec basename {} + 2> /dev/null | sort | head -n 2; find nosuch; echo $?; find d -mindepth 1 -not -name g | sort; find . -empty; find d -name g -delete; ls d; find . -perm 644 | sort; find . -newer nosuch; find d -path '*e/*'; find . -maxdepth 1 -type f -printf '%f %s\n'
echo a b c | xargs -n 1 echo; printf 'x\ny\n' | xargs; echo 'a b' | xargs -I{} echo '[{}]'; echo f | xargs cat | wc -l; xargs echo none < /dev/null; echo x | xargs false; echo $?; echo x | xargs nosuchcmd; echo $?
diff f f; echo $?; sed s/uno/eins/ f > g; diff f g; echo $?; diff -q f g; diff -u f g | tail -n +3; diff f nosuch; echo $?; cmp f g; cmp f f; echo $?
