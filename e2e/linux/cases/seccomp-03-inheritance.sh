# title: filters pass on over fork and exec, add up, and the strictest action wins
# group: seccomp
# needs: root sys
sys seccomp errno:1 mkdir -- exec sh -c 'mkdir a; sh -c "mkdir b; grep Seccomp /proc/self/status"; (mkdir c); ls'
sys seccomp errno:1 mkdir -- seccomp errno:2 mkdir -- mkdir a
sys seccomp errno:2 mkdir -- seccomp errno:1 mkdir -- mkdir a
sys seccomp kill mkdir -- seccomp allow mkdir -- mkdir a; echo $?
sys seccomp allow mkdir -- seccomp kill mkdir -- mkdir a; echo $?
sys seccomp errno:1 mkdir -- seccomp trap mkdir -- mkdir a; echo $?
sys seccomp errno:1 mkdir -- seccomp trace mkdir -- mkdir a
sys seccomp trace mkdir -- seccomp log mkdir -- mkdir a
sys fork -- seccomp errno:1 mkdir -- mkdir a; mkdir a && ls
sys seccomp errno:1 unshare -- exec unshare -Ur true
sys seccomp errno:1 setuid -- setuid 1000 -- exec id -u
sys seccomp kill setuid -- fork -- setuid 1000
sys seccomp errno:1 chroot -- exec unshare -m chroot / true
