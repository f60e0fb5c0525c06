# title: quotes decide what is expanded and split
# group: shell
# needs: root
x='a   b'; echo $x; echo "$x"; echo '$x'
y="it's"; echo "$y" 'say "hi"'
echo "a\"b" a\ b 'a'"b"c
printf '[%s]' a 'b c' "d  e" $x; echo
set -- $x; echo $#; set -- "$x"; echo $#
set -- 1 '2 3' 4; printf '<%s>' "$@"; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
echo "$#" "${1}" "$2"; shift; echo "$1 $#"; shift 5; echo $?
IFS=:; p='a:b:c'; set -- $p; echo $2; unset IFS
echo $'tab\there' | tr '\t' '_'
a=1 b=2; echo $a$b ${a}b; unset a; echo "[$a]"
bash -c 'readonly R=1; R=2; echo not reached'
export E=exported; bash -c 'echo $E'; N=no; bash -c 'echo "[$N]"'; N=yes bash -c 'echo "[$N]"'; echo $N
echo a{1,2}b {1..4} {c..a} {01..03}
echo ~ ~root | head -c 12; echo
echo "$(echo "nested $(echo deep)")" `echo old`
echo $((2 + 3)) "$HOME" \$HOME
