// Shared libraries of Debian 13 in /usr/lib/x86_64-linux-gnu: the name that programs ask for (DT_SONAME), the
// file that it is a link to, its size in bytes, and the libraries that it needs in turn (DT_NEEDED).

export const LIBRARIES = `
ld-linux-x86-64.so.2 ld-linux-x86-64.so.2 225672
libacl.so.1 libacl.so.1.1.2302 38832 libc.so.6
libapparmor.so.1 libapparmor.so.1.24.2 84728 libc.so.6
libapt-pkg.so.7.0 libapt-pkg.so.7.0.0 2580592 libz.so.1 libbz2.so.1.0 liblzma.so.5 liblz4.so.1 libzstd.so.1 libudev.so.1 libsystemd.so.0 libcrypto.so.3 libxxhash.so.0 libstdc++.so.6 libm.so.6 libgcc_s.so.1 libc.so.6 ld-linux-x86-64.so.2
libapt-private.so.0.0 libapt-private.so.0.0.0 781480 libapt-pkg.so.7.0 libstdc++.so.6 libgcc_s.so.1 libc.so.6
libattr.so.1 libattr.so.1.1.2502 26544 libc.so.6
libaudit.so.1 libaudit.so.1.0.0 174008 libcap-ng.so.0 libc.so.6
libblkid.so.1 libblkid.so.1.1.0 396256 libc.so.6 ld-linux-x86-64.so.2
libbpf.so.1 libbpf.so.1.5.0 423952 libelf.so.1 libz.so.1 libc.so.6
libbsd.so.0 libbsd.so.0.12.2 84904 libmd.so.0 libc.so.6
libbz2.so.1.0 libbz2.so.1.0.4 74688 libc.so.6
libc.so.6 libc.so.6 1995216 ld-linux-x86-64.so.2
libcap-ng.so.0 libcap-ng.so.0.0.0 30632 libc.so.6 ld-linux-x86-64.so.2
libcap.so.2 libcap.so.2.75 47288 libc.so.6
libcom_err.so.2 libcom_err.so.2.1 18344 libc.so.6 ld-linux-x86-64.so.2
libcrypt.so.1 libcrypt.so.1.1.0 206776 libc.so.6
libcrypto.so.3 libcrypto.so.3 6521408 libz.so.1 libzstd.so.1 libc.so.6
libe2p.so.2 libe2p.so.2.3 45016 libc.so.6
libelf.so.1 libelf-0.192.so 117352 libz.so.1 libzstd.so.1 libc.so.6 ld-linux-x86-64.so.2
libext2fs.so.2 libext2fs.so.2.4 446800 libcom_err.so.2 libc.so.6
libgcc_s.so.1 libgcc_s.so.1 182856 libc.so.6 ld-linux-x86-64.so.2
libgmp.so.10 libgmp.so.10.5.0 566080 libc.so.6
libgssapi_krb5.so.2 libgssapi_krb5.so.2.2 346904 libkrb5.so.3 libk5crypto.so.3 libcom_err.so.2 libkrb5support.so.0 libc.so.6
libidn2.so.0 libidn2.so.0.4.0 202872 libunistring.so.5 libc.so.6
libk5crypto.so.3 libk5crypto.so.3.1 187144 libkrb5support.so.0 libc.so.6
libkeyutils.so.1 libkeyutils.so.1.10 22448 libc.so.6
libkrb5.so.3 libkrb5.so.3.3 883984 libk5crypto.so.3 libcom_err.so.2 libkrb5support.so.0 libkeyutils.so.1 libresolv.so.2 libc.so.6
libkrb5support.so.0 libkrb5support.so.0.1 52208 libc.so.6
liblastlog2.so.2 liblastlog2.so.2.0.0 18424 libsqlite3.so.0 libc.so.6
liblz4.so.1 liblz4.so.1.10.0 154096 libxxhash.so.0 libc.so.6
liblzma.so.5 liblzma.so.5.8.1 198832 libc.so.6
libm.so.6 libm.so.6 977112 libc.so.6 ld-linux-x86-64.so.2
libmagic.so.1 libmagic.so.1.0.0 182504 liblzma.so.5 libbz2.so.1.0 libz.so.1 libc.so.6
libmd.so.0 libmd.so.0.1.0 59472 libc.so.6
libmnl.so.0 libmnl.so.0.2.0 26616 libc.so.6
libmount.so.1 libmount.so.1.1.0 502512 libblkid.so.1 libselinux.so.1 libc.so.6 ld-linux-x86-64.so.2
libncursesw.so.6 libncursesw.so.6.5 235520 libtinfo.so.6 libc.so.6
libnftnl.so.11 libnftnl.so.11.6.0 217312 libmnl.so.0 libc.so.6
libpam.so.0 libpam.so.0.85.1 67584 libaudit.so.1 libc.so.6
libpam_misc.so.0 libpam_misc.so.0.82.1 14432 libpam.so.0 libc.so.6
libpcre2-8.so.0 libpcre2-8.so.0.14.0 711216 libc.so.6
libproc2.so.0 libproc2.so.0.0.2 207368 libsystemd.so.0 libc.so.6 ld-linux-x86-64.so.2
libreadline.so.8 libreadline.so.8.2 362728 libtinfo.so.6 libc.so.6
libresolv.so.2 libresolv.so.2 63936 libc.so.6
libseccomp.so.2 libseccomp.so.2.6.0 182560 libc.so.6
libselinux.so.1 libselinux.so.1 202984 libpcre2-8.so.0 libc.so.6 ld-linux-x86-64.so.2
libsemanage.so.2 libsemanage.so.2 288768 libsepol.so.2 libaudit.so.1 libselinux.so.1 libbz2.so.1.0 libc.so.6
libsepol.so.2 libsepol.so.2 825456 libc.so.6
libsmartcols.so.1 libsmartcols.so.1.1.0 313496 libc.so.6 ld-linux-x86-64.so.2
libsqlite3.so.0 libsqlite3.so.0.8.6 1571096 libm.so.6 libc.so.6
libss.so.2 libss.so.2.0 34736 libcom_err.so.2 libc.so.6
libstdc++.so.6 libstdc++.so.6.0.33 2497768 libm.so.6 libc.so.6 ld-linux-x86-64.so.2 libgcc_s.so.1
libsubid.so.5 libsubid.so.5.0.0 186840 libaudit.so.1 libselinux.so.1 libsemanage.so.2 libcrypt.so.1 libacl.so.1 libattr.so.1 libpam.so.0 libpam_misc.so.0 libbsd.so.0 libc.so.6
libsystemd.so.0 libsystemd.so.0.40.0 1131784 libcap.so.2 libm.so.6 libc.so.6 ld-linux-x86-64.so.2
libtinfo.so.6 libtinfo.so.6.5 220464 libc.so.6
libtirpc.so.3 libtirpc.so.3.0.0 195024 libgssapi_krb5.so.2 libc.so.6
libudev.so.1 libudev.so.1.7.10 280936 libcap.so.2 libc.so.6 ld-linux-x86-64.so.2
libunistring.so.5 libunistring.so.5.2.0 1996840 libc.so.6
libunwind-ptrace.so.0 libunwind-ptrace.so.0.0.0 18752 libunwind-x86_64.so.8 liblzma.so.5 libc.so.6
libunwind-x86_64.so.8 libunwind-x86_64.so.8.1.0 80184 liblzma.so.5 libunwind.so.8 libc.so.6 ld-linux-x86-64.so.2
libunwind.so.8 libunwind.so.8.1.0 72088 libc.so.6 ld-linux-x86-64.so.2 liblzma.so.5
libuuid.so.1 libuuid.so.1.3.0 39048 libc.so.6 ld-linux-x86-64.so.2
libwrap.so.0 libwrap.so.0.7.6 47976 libc.so.6
libwtmpdb.so.0 libwtmpdb.so.0.73.0 26616 libsqlite3.so.0 libc.so.6
libxtables.so.12 libxtables.so.12.7.0 67504 libc.so.6
libxxhash.so.0 libxxhash.so.0.8.3 71592 libc.so.6
libz.so.1 libz.so.1.3.1 125376 libc.so.6
libzstd.so.1 libzstd.so.1.5.7 825336 libc.so.6
systemd/libsystemd-core-257.so libsystemd-core-257.so 2455984 libsystemd-shared-257.so libaudit.so.1 libm.so.6 libmount.so.1 libseccomp.so.2 libselinux.so.1 libc.so.6
systemd/libsystemd-shared-257.so libsystemd-shared-257.so 4451744 libacl.so.1 libblkid.so.1 libcap.so.2 libcrypt.so.1 libmount.so.1 libcrypto.so.3 libpam.so.0 libseccomp.so.2 libselinux.so.1 libm.so.6 libc.so.6 ld-linux-x86-64.so.2
`;
