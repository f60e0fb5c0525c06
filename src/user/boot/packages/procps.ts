// Programs of Debian 13 as its packages install them: path, size in bytes, mode if not 755, DT_NEEDED.
// The sizes and the libraries are those of the real files; what stands in them is a name (elf.ts).

export const PROCPS = `
# procps 2:4.0.4-9
/usr/bin/free 26936 libproc2.so.0 libc.so.6
/usr/bin/kill 22840 libc.so.6
/usr/bin/pgrep 39344 libproc2.so.0 libc.so.6
/usr/bin/pidwait 39344 libproc2.so.0 libc.so.6
/usr/bin/pkill -> pgrep
/usr/bin/pmap 35160 libproc2.so.0 libc.so.6
/usr/bin/ps 154552 libproc2.so.0 libc.so.6
/usr/bin/pwdx 14648 libc.so.6
/usr/bin/skill 31056 libproc2.so.0 libc.so.6
/usr/bin/slabtop 22904 libproc2.so.0 libncursesw.so.6 libtinfo.so.6 libc.so.6
/usr/bin/snice -> skill
/usr/bin/tload 22856 libproc2.so.0 libc.so.6
/usr/bin/top 138864 libproc2.so.0 libtinfo.so.6 libc.so.6
/usr/bin/uptime 14648 libproc2.so.0 libc.so.6
/usr/bin/vmstat 39648 libproc2.so.0 libc.so.6
/usr/bin/w 31032 libproc2.so.0 libsystemd.so.0 libc.so.6
/usr/bin/watch 31512 libncursesw.so.6 libtinfo.so.6 libc.so.6
/usr/sbin/sysctl 31040 libc.so.6
# psmisc 23.7-2
/usr/bin/fuser 40784 libc.so.6
/usr/bin/killall 32720 libc.so.6
/usr/bin/pstree 36640 libtinfo.so.6 libc.so.6
# sysvinit-utils 3.14-4
/usr/bin/pidof -> ../sbin/killall5
/usr/sbin/fstab-decode 14576 libc.so.6
/usr/sbin/killall5 26944 libc.so.6
`;
