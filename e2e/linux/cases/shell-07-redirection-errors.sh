# title: a redirection that fails keeps the command from running
# group: shell
# needs: root
bash -c 'echo x > nosuch/f; echo $?'
bash -c 'cat < nosuch; echo $?'
mkdir d
bash -c 'echo x > d; echo $?'
bash -c 'cat < d; echo $?'
bash -c 'echo x >&9; echo $?'
bash -c 'echo x > /dev/full; echo $?'
bash -c 'x=; echo a > $x; echo $?'
touch 'a b'; bash -c 'x="a b"; echo a > $x; echo $?'
bash -c 'touch ran < nosuch'; ls ran
sh -c 'echo x > nosuch/f; echo $?'
sh -c 'cat < nosuch; echo $?'
sh -c ': < nosuch; echo not reached'
bash -c ': < nosuch; echo reached'
bash -c 'exec 3< nosuch; echo bash goes on'; sh -c 'exec 3< nosuch; echo no'
cat f > /dev/full; ls -d d > /dev/full; echo $?
