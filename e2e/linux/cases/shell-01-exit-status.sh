# title: $? is the status of the last command; ! turns it around
# group: shell
# needs: root
true; echo $?
false; echo $?
bash -c 'exit 42'; echo $?
! true; echo $?
! false; echo $?
(exit 3); echo $?
sh -c 'exit 256'; echo $?
sh -c 'exit 300'; echo $?
bash -c 'exit -1'; echo $?
test 1 = 2; echo $?
ls nosuch; echo $?
x=$(exit 5); echo $?
local_f() { return 9; }; local_f; echo $?
true && echo yes || echo no
false && echo yes || echo no
false || false || echo third
{ false; true; }; echo $?
if false; then :; fi; echo $?
while false; do :; done; echo $?
