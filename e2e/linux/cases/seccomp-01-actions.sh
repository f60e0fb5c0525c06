# title: each action of a filter does what it is called
# group: seccomp
# needs: root sys
sys seccomp errno:1 mkdir -- mkdir a -- getseccomp -- rmdir a
sys seccomp errno:38 mkdir,rmdir -- mkdir a -- rmdir a -- symlink a b
sys seccomp errno:0 mkdir -- mkdir c; ls
sys seccomp kill mkdir -- mkdir a -- getpid; echo $?
sys seccomp thread mkdir -- mkdir a -- getpid; echo $?
sys seccomp trap mkdir -- mkdir a -- getpid; echo $?
sys sighandle SYS -- seccomp trap mkdir -- mkdir a -- getuid
sys sigign SYS -- seccomp trap mkdir -- mkdir a -- getuid; echo $?
sys seccomp log mkdir -- mkdir logged; ls
sys seccomp trace mkdir -- mkdir a
sys seccomp allow mkdir -- mkdir allowed; ls
sys seccomp only:errno:1 write,exit_group -- getpid -- mkdir d -- unshare uts
sys seccomp errno:1 exit_group -- exit 3; echo $?
