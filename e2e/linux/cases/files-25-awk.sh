# title: awk works on fields
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f
mkdir -p d/e
echo two > d/g
touch d/e/h.txt
awk '{ print $2 }' f
awk -F: '{ print $1 }' /etc/passwd | head -n 1
awk '$2 > 1' f
awk 'END { print NR }' f
awk '{ s += $2 } END { print s, s / NR }' f
awk 'NR == 2 { print $1, NF }' f
awk -v x=5 'BEGIN { print x * 2; printf "%05.1f|%-4s|\n", 3.14159, "a" }'
awk '/t/ { n++ } END { print n }' f
awk 'BEGIN { exit 3 }'
awk '{ a[$1] = $2 } END { print a["two"], length(a) }' f
awk 'BEGIN { print toupper("x") substr("hello", 2, 3) index("abc", "c") length("four") }'
awk '{ $1 = "x"; print }' f | head -n 1
awk -F'[ ]' '{ print $NF }' f
