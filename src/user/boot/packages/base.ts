// Programs of Debian 13 as its packages install them: path, size in bytes, mode if not 755, DT_NEEDED.
// The sizes and the libraries are those of the real files; what stands in them is a name (elf.ts).

export const BASE = `
# hostname 3.25
/usr/bin/dnsdomainname -> hostname
/usr/bin/domainname -> hostname
/usr/bin/hostname 26776 libc.so.6
/usr/bin/nisdomainname -> hostname
/usr/bin/ypdomainname -> hostname
# grep 3.11-4
/usr/bin/grep 203152 libpcre2-8.so.0 libc.so.6
# sed 4.9-2+deb13u1
/usr/bin/sed 130520 libacl.so.1 libselinux.so.1 libc.so.6
# mawk 1.3.4.20250131-1
/usr/bin/mawk 170664 libm.so.6 libc.so.6
# findutils 4.10.0-3
/usr/bin/find 233040 libselinux.so.1 libm.so.6 libc.so.6
/usr/bin/xargs 76232 libc.so.6
# diffutils 1:3.10-4
/usr/bin/cmp 56272 libc.so.6
/usr/bin/diff 163440 libc.so.6
/usr/bin/diff3 72848 libc.so.6
/usr/bin/sdiff 68704 libc.so.6
# debianutils 5.23.2
/usr/bin/ischroot 14752 libc.so.6
/usr/bin/run-parts 27392 libc.so.6
# libc-bin 2.41-12+deb13u4
/usr/bin/getent 35480 libc.so.6
/usr/bin/ld.so -> ../lib64/ld-linux-x86-64.so.2
/usr/bin/locale 46656 libc.so.6
/usr/sbin/ldconfig 988168
# runc 1.1.15+ds1-2+b4
/usr/bin/runc -> ../sbin/runc
/usr/sbin/runc 10683064 libseccomp.so.2 libc.so.6
# passwd 1:4.17.4-2
/usr/bin/chsh 52936 4755 libpam.so.0 libpam_misc.so.0 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/bin/passwd 118168 4755 libcrypt.so.1 libpam.so.0 libpam_misc.so.0 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/sbin/chpasswd 97368 libpam.so.0 libaudit.so.1 libselinux.so.1 libcrypt.so.1 libbsd.so.0 libc.so.6
/usr/sbin/groupadd 105632 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/sbin/groupdel 93176 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/sbin/groupmod 105624 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/sbin/useradd 159640 libaudit.so.1 libselinux.so.1 libsemanage.so.2 libacl.so.1 libattr.so.1 libbsd.so.0 libc.so.6
/usr/sbin/userdel 113728 libaudit.so.1 libselinux.so.1 libsemanage.so.2 libbsd.so.0 libc.so.6
/usr/sbin/usermod 147192 libaudit.so.1 libselinux.so.1 libsemanage.so.2 libacl.so.1 libattr.so.1 libbsd.so.0 libc.so.6
# libcap2-bin 1:2.75-10+deb13u1+b3
/usr/sbin/capsh 54600 libcap.so.2 libc.so.6
/usr/sbin/getcap 14576 libcap.so.2 libc.so.6
/usr/sbin/getpcaps 14576 libcap.so.2 libc.so.6
/usr/sbin/setcap 14576 libcap.so.2 libc.so.6
# tar 1.35+dfsg-3.1
/usr/bin/tar 458280 libacl.so.1 libselinux.so.1 libc.so.6
# gzip 1.13-1+deb13u1
/usr/bin/gzip 102200 libc.so.6
# ncurses-bin 6.5+20250216-2
/usr/bin/clear 14584 libtinfo.so.6 libc.so.6
/usr/bin/reset -> tset
/usr/bin/tput 30992 libtinfo.so.6 libc.so.6
/usr/bin/tset 30968 libtinfo.so.6 libc.so.6
# strace 6.13+ds-1
/usr/bin/strace 2189792 libunwind-ptrace.so.0 libunwind-x86_64.so.8 libc.so.6
# tree 2.2.1-1
/usr/bin/tree 93744 libc.so.6
# attr 1:2.5.2-3
/usr/bin/getfattr 26944 libc.so.6
/usr/bin/setfattr 18744 libc.so.6
# iproute2 6.15.0-1
/usr/bin/ip 721912 libselinux.so.1 libbpf.so.1 libelf.so.1 libmnl.so.0 libcap.so.2 libc.so.6
/usr/bin/ss 211968 libselinux.so.1 libtirpc.so.3 libbpf.so.1 libmnl.so.0 libcap.so.2 libc.so.6
/usr/sbin/bridge 174712 libmnl.so.0 libcap.so.2 libc.so.6
/usr/sbin/ip -> ../bin/ip
/usr/sbin/tc 593608 libbpf.so.1 libelf.so.1 libmnl.so.0 libcap.so.2 libm.so.6 libxtables.so.12 libc.so.6
# iputils-ping 3:20240905-3
/usr/bin/ping 156136 libcap.so.2 libidn2.so.0 libc.so.6
# iptables 1.8.11-2
/usr/sbin/ip6tables-nft -> xtables-nft-multi
/usr/sbin/ip6tables-nft-restore -> xtables-nft-multi
/usr/sbin/ip6tables-nft-save -> xtables-nft-multi
/usr/sbin/iptables-nft -> xtables-nft-multi
/usr/sbin/iptables-nft-restore -> xtables-nft-multi
/usr/sbin/iptables-nft-save -> xtables-nft-multi
/usr/sbin/xtables-monitor -> xtables-nft-multi
/usr/sbin/xtables-nft-multi 228768 libxtables.so.12 libmnl.so.0 libnftnl.so.11 libc.so.6
# netcat-openbsd 1.229-1
/usr/bin/nc.openbsd 43592 libbsd.so.0 libresolv.so.2 libc.so.6
# kmod 34.2-2
/usr/bin/kmod 174328 libcrypto.so.3 libc.so.6
/usr/bin/lsmod -> kmod
/usr/sbin/depmod -> ../bin/kmod
/usr/sbin/insmod -> ../bin/kmod
/usr/sbin/lsmod -> ../bin/kmod
/usr/sbin/modinfo -> ../bin/kmod
/usr/sbin/modprobe -> ../bin/kmod
/usr/sbin/rmmod -> ../bin/kmod
# acl 2.3.2-2+b1
/usr/bin/chacl 14568 libacl.so.1 libc.so.6
/usr/bin/getfacl 31088 libacl.so.1 libc.so.6
/usr/bin/setfacl 39224 libacl.so.1 libc.so.6
# uidmap 1:4.17.4-2
/usr/bin/getsubids 14656 libsubid.so.5 libc.so.6
/usr/bin/newgidmap 63584 4755 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
/usr/bin/newuidmap 59488 4755 libaudit.so.1 libselinux.so.1 libbsd.so.0 libc.so.6
# bc 1.07.1-4
/usr/bin/bc 97048 libreadline.so.8 libc.so.6
# ncal 12.1.8
/usr/bin/cal -> ncal
/usr/bin/ncal 37728 libtinfo.so.6 libc.so.6
# less 668-1
/usr/bin/less 249376 libtinfo.so.6 libc.so.6
/usr/bin/lessecho 14584 libc.so.6
/usr/bin/lessfile -> lesspipe
/usr/bin/lesskey 26944 libc.so.6
# file 1:5.46-5
/usr/bin/file 27200 libmagic.so.1 libc.so.6
# apt 3.0.4
/usr/bin/apt 18752 libapt-private.so.0.0 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
/usr/bin/apt-cache 92552 libapt-private.so.0.0 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
/usr/bin/apt-config 31040 libapt-private.so.0.0 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
/usr/bin/apt-get 59784 libapt-private.so.0.0 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
/usr/bin/apt-mark 63880 libapt-private.so.0.0 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
# dpkg 1.22.22
/usr/bin/dpkg 326704 libmd.so.0 libselinux.so.1 libc.so.6
/usr/bin/dpkg-deb 182816 libz.so.1 liblzma.so.5 libzstd.so.1 libbz2.so.1.0 libmd.so.0 libc.so.6
/usr/bin/dpkg-divert 162584 libmd.so.0 libc.so.6
/usr/bin/dpkg-query 174864 libmd.so.0 libc.so.6
/usr/bin/update-alternatives 59712 libc.so.6
/usr/sbin/start-stop-daemon 44464 libc.so.6
# perl-base 5.40.1-6+deb13u1
/usr/bin/perl 3935376 libm.so.6 libc.so.6 libcrypt.so.1
# e2fsprogs 1.47.2-3+b12
/usr/bin/chattr 14584 libe2p.so.2 libcom_err.so.2 libc.so.6
/usr/bin/lsattr 14584 libe2p.so.2 libcom_err.so.2 libc.so.6
/usr/sbin/debugfs 255824 libext2fs.so.2 libe2p.so.2 libss.so.2 libcom_err.so.2 libblkid.so.1 libuuid.so.1 libc.so.6
/usr/sbin/dumpe2fs 31040 libext2fs.so.2 libcom_err.so.2 libe2p.so.2 libblkid.so.1 libc.so.6
/usr/sbin/e2fsck 360880 libext2fs.so.2 libcom_err.so.2 libblkid.so.1 libuuid.so.1 libe2p.so.2 libc.so.6
/usr/sbin/e2label -> tune2fs
/usr/sbin/filefrag 18696 libc.so.6
/usr/sbin/fsck.ext4 -> e2fsck
/usr/sbin/mke2fs 146000 libext2fs.so.2 libcom_err.so.2 libblkid.so.1 libuuid.so.1 libe2p.so.2 libc.so.6
/usr/sbin/mkfs.ext4 -> mke2fs
/usr/sbin/resize2fs 63800 libe2p.so.2 libext2fs.so.2 libcom_err.so.2 libc.so.6
/usr/sbin/tune2fs 121360 libext2fs.so.2 libcom_err.so.2 libblkid.so.1 libuuid.so.1 libe2p.so.2 libc.so.6
# nano 8.4-1+deb13u1
/usr/bin/nano 303960 libncursesw.so.6 libtinfo.so.6 libc.so.6
# cron 3.0pl1-197
/usr/sbin/cron 60064 libpam.so.0 libselinux.so.1 libc.so.6
# openssh-server 1:10.0p1-7+deb13u4
/usr/lib/openssh/sshd-session 1122368 libcrypt.so.1 libwrap.so.0 libaudit.so.1 libpam.so.0 libselinux.so.1 libgssapi_krb5.so.2 libkrb5.so.3 libcom_err.so.2 libcrypto.so.3 libz.so.1 libwtmpdb.so.0 libc.so.6
/usr/sbin/sshd 568224 libselinux.so.1 libcrypto.so.3 libc.so.6
# systemd 257.13-1~deb13u1
/usr/bin/hostnamectl 31112 libsystemd-shared-257.so libc.so.6
/usr/bin/journalctl 93296 libsystemd-shared-257.so libc.so.6
/usr/bin/systemctl 297904 libsystemd-shared-257.so libc.so.6
/usr/bin/systemd-cgls 23032 libsystemd-shared-257.so libc.so.6
/usr/bin/systemd-detect-virt 18808 libsystemd-shared-257.so libc.so.6
/usr/bin/systemd-run 84872 libsystemd-shared-257.so libc.so.6
/usr/sbin/halt -> ../bin/systemctl
/usr/sbin/poweroff -> ../bin/systemctl
/usr/sbin/reboot -> ../bin/systemctl
/usr/sbin/shutdown -> ../bin/systemctl
/usr/lib/systemd/systemd 133504 libsystemd-core-257.so libsystemd-shared-257.so libapparmor.so.1 libselinux.so.1 libc.so.6
/usr/lib/systemd/systemd-journald 206000 libsystemd-shared-257.so libselinux.so.1 libc.so.6
`;
