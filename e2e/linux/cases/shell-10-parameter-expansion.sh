# title: ${...}: defaults, lengths, prefixes, suffixes, replacements
# group: shell
# needs: root
unset x; echo "${x:-default}" "${x-unset}"; x=; echo "${x:-empty}" "[${x-unset}]"
unset x; echo ${x:=assigned} $x; echo ${x:+set} "[${nosuch:+set}]"
bash -c 'echo ${x:?must be set}; echo no'; echo $?
bash -c 'echo ${x:?}'
sh -c 'echo ${x:?gone}'; echo $?
f=/usr/lib/file.tar.gz; echo ${f##*/} ${f%/*} ${f%.*} ${f%%.*} ${f#*/} ${#f}
p=abcabc; echo ${p/b/X} ${p//b/X} ${p/#a/X} ${p/%c/X} ${p//b} ${p:2} ${p:1:3} ${p: -2}
u=Hello; echo ${u^^} ${u,,} ${u^} ${u,}
i=p; echo ${!i}
a=(x 'y z' w); echo ${#a[@]} "${a[1]}" ${a[-1]} ${!a[@]}; a+=(v); echo ${a[@]:1:2} "${#a[1]}"
declare -A m=([k]=v [l]=w); echo ${m[k]} ${#m[@]}
set -- one two three; echo ${#} ${@:2} ${*: -1}
echo ${BASH_VERSION%%.*} ${#HOME}
v='*'; echo "$v" | cat; printf '%s\n' ${v/\*/star}
printf '%q\n' 'a b' "it's"; q='x y'; echo ${q@Q}
