# title: expansion order, assignment before a command, empty words
# group: shell
# needs: root
x=a; x=b echo $x; echo $x
e=; set -- $e; echo $#; set -- "$e"; echo $#; set -- $e"$e"; echo $#
cmd='echo "quoted words"'; $cmd; eval $cmd
i=1; echo $i $((i=2)) $i
a=*; echo "$a"; [ "$a" = '*' ] && echo no globbing in assignments
x=$(printf 'a\n\n\n'); echo "[$x]"
echo "$(echo 'a  b')" $(echo 'a  b')
f='a b'; touch "$f"; ls $f; ls "$f"
echo a;echo b&&echo c||echo d
echo one # comment
echo a\b "a\b" "a\$b"
