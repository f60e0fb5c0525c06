# title: prlimit(1) prints a table of all limits, or of those asked for
# group: rlimit
# needs: root
prlimit | sed -E 's/ +/ /g; s/^(NPROC|SIGPENDING)( .*) [0-9]+ [0-9]+ /\1\2 N N /'
prlimit --nofile --core
prlimit --nofile=100:200 --nofile
prlimit -n -s --noheadings
prlimit --nofile -o SOFT,HARD
prlimit --nofile -o RESOURCE,SOFT --raw
prlimit --core --stack --output=RESOURCE,DESCRIPTION,UNITS
prlimit --nofile=100:50 true
prlimit --nofile=x true
prlimit --nofile=5:x true
prlimit --pid 1 true
prlimit --verbose --nofile=50:60 true
prlimit --core=unlimited:unlimited sh -c 'ulimit -c'
prlimit --nofile -o WHAT
prlimit --nofile=10 nosuchcommand
prlimit --bogus
