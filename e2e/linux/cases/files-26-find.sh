# title: find walks a tree
# group: files
# needs: root
printf 'one 1\ntwo 2\nthree 3\n' > f
mkdir -p d/e
echo two > d/g
touch d/e/h.txt
find . | sort
find . -name '*.txt'
find . -type d | sort
find d -maxdepth 1 | sort
find . -type f -size 0
find . -name h.txt -exec echo found {} \;
find . -type f -exec cat {} + | wc -l
find nosuch
find d -mindepth 1 -not -name g | sort
find . -empty
find d -name g -delete
ls d
find . -perm 644 | sort
find . -newer nosuch
find d -path '*e/*'
find . -maxdepth 1 -type f -printf '%f %s\n'
