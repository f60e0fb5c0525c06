// Programs of Debian 13 as its packages install them: path, size in bytes, mode if not 755, DT_NEEDED.
// The sizes and the libraries are those of the real files; what stands in them is a name (elf.ts).

export const COREUTILS = `
# coreutils 9.7-3
/usr/bin/[ 55720 libc.so.6
/usr/bin/arch 43464 libc.so.6
/usr/bin/b2sum 63944 libc.so.6
/usr/bin/base32 47528 libc.so.6
/usr/bin/base64 47528 libc.so.6
/usr/bin/basename 43432 libc.so.6
/usr/bin/basenc 59816 libc.so.6
/usr/bin/cat 47592 libc.so.6
/usr/bin/chcon 80296 libselinux.so.1 libc.so.6
/usr/bin/chgrp 76232 libc.so.6
/usr/bin/chmod 72136 libc.so.6
/usr/bin/chown 76232 libc.so.6
/usr/bin/cksum 137672 libcrypto.so.3 libc.so.6
/usr/bin/comm 47560 libc.so.6
/usr/bin/cp 149960 libselinux.so.1 libacl.so.1 libattr.so.1 libc.so.6
/usr/bin/csplit 59848 libc.so.6
/usr/bin/cut 55752 libc.so.6
/usr/bin/date 100808 libc.so.6
/usr/bin/dd 76272 libc.so.6
/usr/bin/df 109488 libc.so.6
/usr/bin/dir 158632 libselinux.so.1 libcap.so.2 libc.so.6
/usr/bin/dircolors 55752 libc.so.6
/usr/bin/dirname 43432 libc.so.6
/usr/bin/du 113096 libc.so.6
/usr/bin/echo 43432 libc.so.6
/usr/bin/env 56144 libc.so.6
/usr/bin/expand 47560 libc.so.6
/usr/bin/expr 51624 libgmp.so.10 libc.so.6
/usr/bin/factor 76232 libgmp.so.10 libc.so.6
/usr/bin/false 43432 libc.so.6
/usr/bin/fmt 51624 libc.so.6
/usr/bin/fold 47528 libc.so.6
/usr/bin/groups 43432 libc.so.6
/usr/bin/head 51656 libc.so.6
/usr/bin/hostid 43432 libc.so.6
/usr/bin/id 51656 libselinux.so.1 libc.so.6
/usr/bin/install 154096 libselinux.so.1 libacl.so.1 libattr.so.1 libc.so.6
/usr/bin/join 59880 libc.so.6
/usr/bin/link 43432 libc.so.6
/usr/bin/ln 76240 libc.so.6
/usr/bin/logname 43432 libc.so.6
/usr/bin/ls 158632 libselinux.so.1 libcap.so.2 libc.so.6
/usr/bin/md5sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/mkdir 88488 libselinux.so.1 libc.so.6
/usr/bin/mkfifo 76200 libselinux.so.1 libc.so.6
/usr/bin/mknod 84392 libselinux.so.1 libc.so.6
/usr/bin/mktemp 47528 libc.so.6
/usr/bin/mv 149960 libselinux.so.1 libacl.so.1 libattr.so.1 libc.so.6
/usr/bin/nice 43432 libc.so.6
/usr/bin/nl 51720 libc.so.6
/usr/bin/nohup 47528 libc.so.6
/usr/bin/nproc 47528 libc.so.6
/usr/bin/numfmt 68072 libc.so.6
/usr/bin/od 84424 libc.so.6
/usr/bin/paste 47560 libc.so.6
/usr/bin/pathchk 43432 libc.so.6
/usr/bin/pinky 59848 libsystemd.so.0 libc.so.6
/usr/bin/pr 80392 libc.so.6
/usr/bin/printenv 43432 libc.so.6
/usr/bin/printf 68008 libc.so.6
/usr/bin/ptx 63976 libc.so.6
/usr/bin/pwd 43432 libc.so.6
/usr/bin/readlink 55720 libc.so.6
/usr/bin/realpath 55752 libc.so.6
/usr/bin/rm 76232 libc.so.6
/usr/bin/rmdir 43432 libc.so.6
/usr/bin/runcon 47528 libselinux.so.1 libc.so.6
/usr/bin/seq 47528 libc.so.6
/usr/bin/sha1sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/sha224sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/sha256sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/sha384sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/sha512sum 55752 libcrypto.so.3 libc.so.6
/usr/bin/shred 68040 libc.so.6
/usr/bin/shuf 63912 libc.so.6
/usr/bin/sleep 43432 libc.so.6
/usr/bin/sort 121552 libc.so.6
/usr/bin/split 72560 libc.so.6
/usr/bin/stat 104904 libselinux.so.1 libc.so.6
/usr/bin/stdbuf 47528 libc.so.6
/usr/bin/stty 76232 libc.so.6
/usr/bin/sum 51632 libc.so.6
/usr/bin/sync 43432 libc.so.6
/usr/bin/tac 47528 libc.so.6
/usr/bin/tail 80360 libc.so.6
/usr/bin/tee 47560 libc.so.6
/usr/bin/test 47528 libc.so.6
/usr/bin/timeout 47984 libc.so.6
/usr/bin/touch 88520 libc.so.6
/usr/bin/tr 59816 libc.so.6
/usr/bin/true 43432 libc.so.6
/usr/bin/truncate 47528 libc.so.6
/usr/bin/tsort 59816 libc.so.6
/usr/bin/tty 43432 libc.so.6
/usr/bin/uname 43464 libc.so.6
/usr/bin/unexpand 47560 libc.so.6
/usr/bin/uniq 55752 libc.so.6
/usr/bin/unlink 43432 libc.so.6
/usr/bin/users 51624 libsystemd.so.0 libc.so.6
/usr/bin/vdir 158632 libselinux.so.1 libcap.so.2 libc.so.6
/usr/bin/wc 68048 libc.so.6
/usr/bin/who 63944 libsystemd.so.0 libc.so.6
/usr/bin/whoami 43432 libc.so.6
/usr/bin/yes 43432 libc.so.6
/usr/sbin/chroot 51624 libc.so.6
`;
