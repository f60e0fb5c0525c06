# title: 127 for a command that is not there, 126 for one that cannot run
# group: shell
# needs: root
bash -c nosuchcommand
bash -c 'nosuchcommand; echo $?'
bash -c ./nosuchfile
echo 'echo hi' > f
bash -c ./f
chmod 755 f; ./f
bash -c /mnt
bash -c 'cd nosuch; echo $?'
mkdir d; bash -c d
bash -c ./d
printf '#!/nosuch/interp\n' > g; chmod 755 g; bash -c ./g
sh -c nosuchcommand
sh -c ./nosuchfile
sh -c /mnt
bash nosuchscript
sh nosuchscript
PATH= bash -c 'ls'
PATH=/nosuch; ls; PATH=/usr/bin:/bin; ls nosuch
bash -c 'command -v ls cd nosuch; echo $?'
type -t cd ls if nosuch
