# title: patterns match names; what matches nothing stays as it is
# group: shell
# needs: root
touch a.txt b.txt c.log .hidden; mkdir d; touch d/e.txt
echo *
echo *.txt
echo ?.log [ab].* [!a]*.txt
echo nosuch*
echo */
echo .*
echo d/*.txt */*.txt
echo "*.txt" '*' \*
ls *.nosuch
x='*.txt'; echo $x "$x"
bash -c 'shopt -s nullglob; echo [x*]; echo x*'
bash -c 'shopt -s failglob; echo x*; echo no'
bash -c 'shopt -s dotglob; echo *'
bash -c 'shopt -s globstar; echo **/*.txt'
bash -O extglob -c 'echo !(*.txt) @(a|b).txt'
set -f; echo *; set +f
rm *.txt; echo *
