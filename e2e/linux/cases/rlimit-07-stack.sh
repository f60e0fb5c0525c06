# title: a quarter of the stack limit is what arguments may take
# group: rlimit
# needs: root
a() { head -c $1 /dev/zero | tr '\0' x; }
bash -c 'ulimit -s 8192; a=$(head -c 100000 /dev/zero | tr "\0" x); /bin/true $a $a $a $a; echo $?'
bash -c 'ulimit -s 512; a=$(head -c 60000 /dev/zero | tr "\0" x); /bin/true $a; echo $?; /bin/true $a $a $a; echo $?'
