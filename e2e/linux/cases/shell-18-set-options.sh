# title: set -e, -u, -x, -n, -f
# group: shell
# needs: root
bash -c 'set -e; false; echo no'; echo $?
bash -c 'set -e; false || true; if false; then :; fi; ! true; echo reached'
bash -c 'set -e; x=$(false); echo no'; echo $?
bash -c 'set -e; false | true; echo reached'
bash -c 'set -e; f() { false; echo in f; }; f || echo or; f; echo no'; echo $?
bash -c 'set -u; echo $nosuch; echo no'; echo $?
bash -c 'set -u; echo ${nosuch-}fine "$@"'
sh -c 'set -u; echo $nosuch'; echo $?
bash -c 'set -x; echo a "b c"; x=1; [ $x = 1 ] && true' 
sh -c 'set -x; echo a "b c"; x=1'
bash -n -c 'echo no'; bash -n -c 'if'; echo $?
bash -ec 'false; echo no'; echo $?
bash -c 'echo $-'; bash -c 'set -ef; echo $-'
bash -c 'set -o | grep errexit; set -e; set -o | grep errexit'
bash -c 'set -v; echo hi'
bash -c 'set -euo pipefail; false | cat; echo no'; echo $?
