# title: sh is dash: what bash has and dash has not
# group: shell
# needs: root
sh -c 'a=(1 2)'; echo $?
sh -c 'echo ${x/a/b}'
sh -c 'x=abc; echo ${x:1}'
sh -c 'echo {1..3}'
sh -c '[[ a ]]'; echo $?
sh -c 'f() { local v=1; echo $v; }; f'
sh -c 'function f { echo; }'
sh -c 'echo $RANDOM | wc -c'
sh -c 'cat <<< x'
sh -c 'source /dev/null'; echo $?
sh -c 'echo -e "a\tb"' | tr '\t' _
sh -c 'echo $0 $1' name arg
sh -c 'echo $((2**3))'; echo $?
sh -c 'let x=1'; echo $?
sh -c 'type cd ls nosuch'
sh -c 'kill -l 9; kill -9 $$'; echo $?
sh -c 'echo a &> f; wait'; cat f
readlink /bin/sh
