# title: sed edits lines
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f
mkdir -p d/e
echo two > d/g
touch d/e/h.txt
sed s/o/0/ f
sed 's/o/0/g' f | head -n 1
sed -n 2p f
sed 2d f
sed '/two/d' f
sed -n '/two/,$p' f
sed 's/\([a-z]*\) \(.*\)/\2 \1/' f | head -n 1
sed -E 's/([a-z]+) (.*)/\2-\1/' f | tail -n 1
sed '$d' f
sed -e 1d -e 2d f
sed 1q f
sed 's|e|/|;s/n/&&/' f | head -n 1
sed = f | head -n 2
sed 'y/o/0/' f | head -n 1
sed '1i top' f | head -n 2
sed '1a after' f | head -n 2
sed '2c changed' f
sed -i s/one/uno/ f
cat f
sed x nosuch
sed s/a f
sed q d
sed --posix -n '$=' f
