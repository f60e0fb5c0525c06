# title: redirections, in order
# group: shell
# needs: root
echo one > f; cat f
echo two >> f; cat f
cat < f | wc -l
ls nosuch 2> err; cat err | grep -c nosuch
ls nosuch f > both 2>&1; wc -l < both
ls nosuch f 2>&1 > out | wc -l; cat out
ls nosuch f &> all; wc -l < all
echo err >&2
{ echo out; echo err >&2; } 2> /dev/null
echo gone > /dev/null; cat /dev/null
exec 5> five; echo to five >&5; exec 5>&-; cat five
exec 6< f; read a <&6; read b <&6; echo $b $a; exec 6<&-
: > f; wc -c f
echo x > a > b; wc -c a b
cat <<< 'here string'
bash -c 'set -o noclobber; echo y > a; echo y >| a; cat a'
echo 123456 > n; exec 4<> n; printf ab >&4; exec 4>&-; cat n
cat < a - < b
