# title: a writer whose reader has gone gets SIGPIPE: status 141
# group: shell
# needs: root
yes | head -n 1; echo ${PIPESTATUS[@]}
yes 2> /dev/null | true; echo ${PIPESTATUS[0]}
bash -c 'trap "" PIPE; yes 2> err | head -n 1; echo ${PIPESTATUS[0]}'; cat err
kill -l 141
bash -c 'kill -PIPE $$'; echo $?
seq 100000 | head -n 1; echo ${PIPESTATUS[0]}
bash -c 'set -o pipefail; yes | head -n 1 > /dev/null; echo $?'
