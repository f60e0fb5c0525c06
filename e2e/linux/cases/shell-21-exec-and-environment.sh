# title: exec replaces the shell; env, export and unset make the environment
# group: shell
# needs: root
bash -c 'exec echo replaced; echo no'
bash -c 'echo $$; exec bash -c "echo \$\$"' | sort -u | wc -l
bash -c 'exec nosuch; echo no'; echo $?
bash -c 'exec > f; echo to file; echo more'; cat f
bash -c '(exec -a name sh -c "echo \$0"); exec -a fancy bash -c "ps -o comm=,args= -p \$\$; true"'
env -i A=1 B=2 env | sort
env -u HOME bash -c 'echo "[$HOME]"'
env A=1 sh -c 'echo $A'
env nosuch; echo $?
env -i bash -c 'echo $PATH' | grep -c /usr/bin
env -i /usr/bin/env
export X=1; env | grep ^X=; unset X; env | grep -c ^X=
printenv HOME; printenv nosuch; echo $?
env -C / pwd
source nosuch; echo $?
echo 'v=sourced; echo $1' > s; . ./s arg; echo $v
echo 'return 4; echo no' > t; source ./t; echo $?
eval 'x=5; echo $x'; y='echo indirect'; $y; eval "$y | cat"
