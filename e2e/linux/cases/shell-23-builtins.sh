# title: cd, pwd, pushd, type, alias, hash, times of learners
# group: shell
# needs: root
mkdir -p a/b; ln -s a/b l; cd l; pwd; pwd -P; cd ..; pwd
cd a/b; cd -; cd -P l; pwd; cd /mnt
cd nosuch 2> /dev/null; echo $?; CDPATH=/mnt/a; cd b; cd /mnt; unset CDPATH
pushd a; dirs; popd
cd; pwd; cd /mnt; echo $OLDPWD
type cd; type type; type ls; type -a echo; type if
alias; alias x='echo y'; alias; unalias x
umask; umask -S; umask 027; umask; touch f; stat -c %a f; umask 022
bash -c 'umask 999'; echo $?
ulimit -n 64; ulimit -n; bash -c 'ulimit -n'; 
command echo direct; builtin echo built; enable -n echo; type echo; enable echo
true ignored args; echo $?; : ; echo $?
help true | head -n 1
history | wc -l
echo $0 | grep -c . ; echo $PPID | grep -c '[0-9]'; echo $SECONDS | grep -c '^[0-9]'
let 'x = 2 + 3'; echo $x
printf '%s\n' "$(<a/../f)" | wc -c; : > f
