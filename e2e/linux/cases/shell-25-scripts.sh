# title: scripts: arguments, #!, exit status, sourcing
# group: shell
# needs: root
printf '#!/bin/sh\necho "$0 $# $1"\nexit 5\n' > s; chmod +x s; ./s arg; echo $?
sh s a b; bash ./s
PATH=$PATH:/mnt; s found
printf '#!/bin/bash -e\nfalse\necho no\n' > t; chmod +x t; ./t; echo $?
printf '#!/usr/bin/env bash\necho $BASH_VERSION\n' > u; chmod +x u; ./u | grep -c ^5
printf '#! /bin/cat\nline\n' > v; chmod +x v; ./v
printf '#!/mnt/s\n' > w; chmod +x w; ./w; echo $?
printf '#!/mnt/y\n' > x; printf '#!/mnt/x\n' > y; chmod +x x y; bash -c ./x; echo $?
printf '' > empty; chmod +x empty; ./empty; echo $?
printf 'echo no line one $0\n' > n; chmod +x n; ./n; sh -c ./n; env ./n; echo $?
printf '#!/bin/sh\r\necho a\n' > crlf; chmod +x crlf; bash -c ./crlf; echo $?
printf '\177ELFjunk' > bad; chmod +x bad; bash -c ./bad; echo $?
printf '#!/bin/sh\necho "$@" | cat\n' > p; chmod +x p; ./p a 'b  c'
chmod 111 s; asuser 1000 ./s; echo $?
