# title: what the shells say about a program they cannot read
# group: shell
# needs: root
bash -c 'if true; then echo a'; echo $?
bash -c 'fi'; echo $?
bash -c 'echo (a)'
bash -c 'echo a )'
bash -c 'echo "a'
bash -c 'for x in; do echo a; done; echo fine'
bash -c 'for do'
bash -c '| cat'
bash -c 'a && && b'
bash -c 'case x in'
bash -c 'f() {'
bash -c 'echo ok; fi'
sh -c 'fi'; echo $?
sh -c 'echo "a'
sh -c 'if true; then'
sh -c 'echo ok; )'
printf 'echo one\nif\necho two\nfi\n' > s; bash s; echo $?
printf 'echo one\n)\necho two\n' > s2; bash s2; echo $?; sh s2; echo $?
