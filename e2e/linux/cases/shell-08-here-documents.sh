# title: here documents expand unless their delimiter is quoted
# group: shell
# needs: root
bash -c $'x=5\ncat <<E\nx is $x $((x+1)) `echo cmd`\nE'
bash -c $'x=5\ncat <<"E"\nx is $x\nE'
bash -c $'cat <<-E\n\t\ttabs gone\n\tE\necho after'
bash -c $'cat <<A; cat <<B\none\nA\ntwo\nB'
bash -c $'cat <<E | tr a-z A-Z\nupper\nE'
bash -c $'while read l; do echo "[$l]"; done <<E\na b\n  c\nE'
bash -c $'cat <<E > f\nto a file\nE\ncat f'
bash -c $'cat <<E\nunended'
sh -c $'cat <<E\n\\$x \\\\ "q"\nE'
bash -c 'cat <<< "a  b"; wc -c <<< abc'
