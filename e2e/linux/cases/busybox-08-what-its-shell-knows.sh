# title: the shell of busybox knows a little of what bash has added
# group: shell
# needs: root rootfs
mkrootfs r
chroot r /bin/sh -c '[[ a == a ]] && echo yes; [[ abc == a* ]] && echo yes'
chroot r /bin/sh -c 'x=abcd; echo ${x:1:2} ${x/b/X} ${x#a} ${#x}'
chroot r /bin/sh -c 'echo {a,b}; echo $((2**3)); let y=1+2; echo $y'
chroot r /bin/sh -c 'f() { local v=1; echo $v$v; }; f; type f echo'
chroot r /bin/sh -c 'a=(1 2)'
chroot r /bin/sh -c 'echo "a\tb"; echo -e "a\tb"; echo -n x; echo $0 $#'
chroot r /bin/sh -c 'alias l="echo al"; alias; source /etc/os-release; echo $NAME; test a = b; echo $?'
