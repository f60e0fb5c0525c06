# title: a pipe ends when its last writer has gone; a reader waits, a full pipe makes the writer wait
# group: process
# needs: root sys
echo data > f
cat f | (read x; echo "first $x"; cat)
(echo one; echo two) | (read a; read b; echo $b $a)
mkfifo p; (echo from the other side > p) & cat p; wait
mkfifo q; cat q > got & C=$!; exec 5> q; echo part1 >&5; kill -0 $C && echo reader waits; echo part2 >&5; exec 5>&-; wait $C; cat got
exec 6<> p
echo kept >&6
read x <&6
echo $x
exec 6>&-
head -c 65536 /dev/zero | (sleep 0.1; wc -c)
bash -c 'trap "" PIPE; echo x > p' & sleep 0.05; cat p; wait $!; echo $?
ls /proc/self/fd/0 | cat
echo x | test -p /dev/stdin
true | read x
: | cat
