# title: a subshell changes nothing outside: variables, directory, options
# group: shell
# needs: root
x=1; (x=2; echo $x); echo $x
(cd /; pwd); pwd
x=1; { x=2; }; echo $x
x=$(y=5; echo $y); echo "$x [$y]"
[ $$ = $(echo $$) ] && echo same '$$'; [ $$ = $(echo $BASHPID) ] || echo other BASHPID
(exit 6); echo $?
(trap 'echo subshell ends' EXIT; echo in)
echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL) $( (echo $BASH_SUBSHELL) )
(set -e; false; echo no); echo $?
f() { x=func; }; f; echo $x; (f; x=none); echo $x
export V=1; bash -c 'V=2'; echo $V
echo x | read v; echo "[$v]"
umask; (umask 077; umask); umask
cat <(echo process) <(echo substitution)
exec 7> f; (echo inherited >&7); exec 7>&-; cat f
