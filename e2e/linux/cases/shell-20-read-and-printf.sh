# title: read splits lines; printf formats
# group: shell
# needs: root
echo 'a b c' | { read x y; echo "$y|$x"; }
printf '  lead\\n back\n' | { read x; echo "$x"; }
printf '  lead\\n back\n' | { IFS= read -r x; echo "$x"; }
printf 'no newline' | { read x; echo "$? $x"; }
read x < /dev/null; echo $?
echo abcdef | { read -n 3 x; echo $x; }
echo 1:2 | { IFS=: read a b; echo $((a + b)); }
printf 'a\nb\n' > l; mapfile -t arr < l; echo ${#arr[@]} ${arr[1]}
printf '%s-%s\n' a b c
printf '%d %x %o %c %5s|%-5s|%05d %.2f %%\n' 42 255 8 xyz ab cd 42 3.14159
printf '%s\n' 'a\tb'; printf '%b\n' 'a\tb' | tr '\t' _
bash -c 'printf "%d\n" abc; echo $?'
printf '\x41\101\n'; printf 'a\0b' | wc -c
printf -v v '%03d' 7; echo $v
echo -n no newline; echo; echo -e 'a\nb'; echo 'a\nb'; sh -c 'echo "a\nb"'
printf '%(%Y)T\n' 0
