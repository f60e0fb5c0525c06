// Programs of Debian 13 as its packages install them: path, size in bytes, mode if not 755, DT_NEEDED.
// The sizes and the libraries are those of the real files; what stands in them is a name (elf.ts).

export const UTIL_LINUX = `
# util-linux 2.41.5-0+deb13u1
/usr/bin/chrt 72072 libc.so.6
/usr/bin/dmesg 90840 libtinfo.so.6 libc.so.6
/usr/bin/fallocate 35208 libc.so.6
/usr/bin/findmnt 102296 libmount.so.1 libblkid.so.1 libsmartcols.so.1 libudev.so.1 libc.so.6
/usr/bin/flock 35288 libc.so.6
/usr/bin/getopt 35208 libc.so.6
/usr/bin/hardlink 63976 libc.so.6
/usr/bin/ionice 35208 libc.so.6
/usr/bin/ipcmk 35280 libc.so.6 ld-linux-x86-64.so.2
/usr/bin/ipcrm 80264 libc.so.6
/usr/bin/ipcs 84360 libc.so.6
/usr/bin/linux64 -> setarch
/usr/bin/lsblk 248208 libblkid.so.1 libmount.so.1 libsmartcols.so.1 libtinfo.so.6 libudev.so.1 libc.so.6
/usr/bin/lscpu 170384 libsmartcols.so.1 libc.so.6
/usr/bin/lsipc 113032 libsmartcols.so.1 libc.so.6
/usr/bin/lslocks 80696 libmount.so.1 libsmartcols.so.1 libc.so.6
/usr/bin/lslogins 113032 libsmartcols.so.1 libselinux.so.1 libsystemd.so.0 liblastlog2.so.2 libc.so.6
/usr/bin/lsns 92560 libsmartcols.so.1 libmount.so.1 libc.so.6
/usr/bin/more 63888 libtinfo.so.6 libc.so.6
/usr/bin/mountpoint 18824 libmount.so.1 libc.so.6
/usr/bin/namei 39304 libselinux.so.1 libc.so.6
/usr/bin/nsenter 88728 libselinux.so.1 libc.so.6
/usr/bin/prlimit 43928 libsmartcols.so.1 libc.so.6
/usr/bin/rev 14728 libc.so.6
/usr/bin/setarch 88736 libc.so.6
/usr/bin/setpriv 92560 libcap-ng.so.0 libc.so.6
/usr/bin/setsid 14728 libc.so.6
/usr/bin/su 84360 4755 libpam.so.0 libpam_misc.so.0 libc.so.6
/usr/bin/taskset 67976 libc.so.6
/usr/bin/unshare 92792 libc.so.6
/usr/bin/whereis 31112 libc.so.6
/usr/bin/x86_64 -> setarch
/usr/sbin/agetty 110152 libsystemd.so.0 libc.so.6
/usr/sbin/blkid 141736 libblkid.so.1 libc.so.6
/usr/sbin/fsck 59784 libmount.so.1 libblkid.so.1 libc.so.6
/usr/sbin/getty -> agetty
/usr/sbin/mkfs 14728 libc.so.6
/usr/sbin/mkswap 137616 libuuid.so.1 libblkid.so.1 libselinux.so.1 libc.so.6
/usr/sbin/pivot_root 14728 libc.so.6
/usr/sbin/runuser 84360 libpam.so.0 libpam_misc.so.0 libc.so.6
/usr/sbin/switch_root 18824 libc.so.6
/usr/sbin/wipefs 51592 libblkid.so.1 libsmartcols.so.1 libc.so.6
# mount 2.41.5-0+deb13u1
/usr/bin/mount 72072 4755 libmount.so.1 libselinux.so.1 libc.so.6
/usr/bin/umount 55688 4755 libmount.so.1 libc.so.6
/usr/sbin/losetup 133664 libsmartcols.so.1 libc.so.6
/usr/sbin/swapoff 51584 libmount.so.1 libblkid.so.1 libc.so.6
/usr/sbin/swapon 59784 libblkid.so.1 libmount.so.1 libsmartcols.so.1 libc.so.6
# login 1:4.16.0-2+really2.41.5-0+deb13u1
/usr/bin/login 92552 libpam.so.0 libpam_misc.so.0 libaudit.so.1 libc.so.6
/usr/bin/newgrp 18816 4755 libcrypt.so.1 libc.so.6
/usr/sbin/nologin 22912 libc.so.6
# bsdextrautils 2.41.5-0+deb13u1
/usr/bin/column 63888 libsmartcols.so.1 libc.so.6
/usr/bin/hd -> hexdump
/usr/bin/hexdump 63896 libtinfo.so.6 libc.so.6
/usr/bin/look 18824 libc.so.6
# bsdutils 1:2.41.5-0+deb13u1
/usr/bin/logger 60392 libsystemd.so.0 libc.so.6
/usr/bin/renice 14720 libc.so.6
/usr/bin/script 80264 libc.so.6
/usr/bin/scriptlive 67976 libc.so.6
/usr/bin/wall 47496 libsystemd.so.0 libc.so.6
# uuid-runtime 2.41.5-0+deb13u1
/usr/bin/uuidgen 35208 libuuid.so.1 libc.so.6
/usr/bin/uuidparse 47496 libuuid.so.1 libsmartcols.so.1 libc.so.6
/usr/sbin/uuidd 48016 libuuid.so.1 libsystemd.so.0 libc.so.6
`;
