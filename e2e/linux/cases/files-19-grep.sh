# title: grep finds lines
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f
mkdir -p d/e
echo two > d/g
touch d/e/h.txt
grep two f
grep -c o f
grep -v two f
grep -n t f
grep -i TWO f
grep -o 't[a-z]*' f
grep nosuch f
grep -q one f
grep -l two f d/g
grep two f d/g
grep -h two f d/g
grep -r two . | sort
grep -E 'one|three' f
grep -w tw f
grep '^t' f
grep '3$' f
grep -F . f
grep -e one -e two f | wc -l
grep -A1 one f
grep two nosuch
grep two d
grep -s x nosuch
grep -m1 t f
grep -x two d/g
grep -L one f d/g
grep '[' f
grep -E '(' f
grep
