# title: a pipeline connects outputs to inputs; its status is that of the last command
# group: shell
# needs: root
echo hello | cat
printf 'b\na\nc\n' | sort | head -n 2
false | true; echo $?
true | false; echo $?
false | true; echo ${PIPESTATUS[@]}
bash -c 'exit 3' | bash -c 'exit 4' | true; echo "${PIPESTATUS[0]} ${PIPESTATUS[1]} ${PIPESTATUS[2]}"
bash -c 'set -o pipefail; false | true; echo $?'
bash -c 'set -o pipefail; (exit 3) | (exit 4) | true; echo $?'
ls nosuch | wc -l
ls nosuch 2>&1 | wc -l
ls nosuch |& wc -l
echo a | while read x; do y=$x; done; echo "[$y]"
echo a | { read x; echo "got $x"; }
! echo x | grep -q y; echo $?
seq 5 | tail -n +3 | tr '\n' ' '
yes | head -n 2
