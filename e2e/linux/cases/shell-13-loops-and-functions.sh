# title: for, while, until, functions, local, recursion
# group: shell
# needs: root
for i in a 'b c' d; do printf '[%s]' "$i"; done; echo
for i in $(seq 3); do [ $i = 2 ] && continue; echo $i; done
i=0; while [ $i -lt 3 ]; do i=$((i + 1)); [ $i = 2 ] && break; done; echo $i
until [ $i -ge 5 ]; do i=$((i + 1)); done; echo $i
for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done
f() { echo "$# args: $*"; return 3; }; f x 'y z'; echo $?
g() { local v=inner; h; echo $v; }; h() { echo "sees $v"; v=changed; }; v=outer; g; echo $v
fact() { [ $1 -le 1 ] && echo 1 || echo $(( $1 * $(fact $(($1 - 1))) )); }; fact 6
k() { cd /; }; k; pwd; cd /mnt; k2() ( cd /; ); k2; pwd
set -- a b c; while [ $# -gt 0 ]; do printf '%s ' $1; shift; done; echo
printf 'a 1\nb 2\n' | while read n v; do echo $v$n; done
printf 'a:b\n' | { IFS=: read x y; echo $y$x; }
select_like() { case $1 in start) echo starting;; stop) echo stopping;; *) echo "usage: $0 start|stop" | grep -c usage; return 2;; esac; }; select_like stop; select_like x; echo $?
unset -f f; bash -c 'f() { :; }; unset -f f; f'
declare -F k; type k2 | head -n 1
while getopts ab: o -a -b val rest; do echo $o $OPTARG; done; echo $OPTIND
