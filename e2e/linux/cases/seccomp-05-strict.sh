# title: strict mode leaves read, write and exit, and SIGKILL for the rest
# group: seccomp
# needs: root sys
sys getuid -- seccomp strict -- getpid; echo $?
sys open /etc/hostname rdonly -- seccomp strict -- read; echo $?
sys getuid -- seccomp strict; echo $?
asuser 1000 sys getuid -- seccomp strict -- mkdir a; echo $?
