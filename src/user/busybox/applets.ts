// The applets of Debian's busybox-static, and the program of the model that does the work of each.

const RENAMED: Readonly<Record<string, string>> = {
  sh: "ash",
  "[[": "[",
  egrep: "grep",
  fgrep: "grep",
  pidof: "killall5",
};

/** As "busybox" prints them. */
export const FUNCTIONS = `\
[, [[, acpid, adjtimex, ar, arch, arp, arping, ascii, ash, awk, base64,
basename, bc, blkdiscard, blockdev, brctl, bunzip2, busybox, bzcat,
bzip2, cal, cat, chgrp, chmod, chown, chroot, chvt, clear, cmp, cp,
cpio, crc32, crond, crontab, cttyhack, cut, date, dc, dd, deallocvt,
depmod, devmem, df, diff, dirname, dmesg, dnsdomainname, dos2unix,
dpkg, dpkg-deb, du, dumpkmap, dumpleases, echo, ed, egrep, env, expand,
expr, factor, fallocate, false, fatattr, fdisk, fgrep, find, findfs,
fold, free, freeramdisk, fsfreeze, fstrim, ftpget, ftpput, getfattr,
getopt, getty, grep, groups, gunzip, gzip, halt, head, hexdump, hostid,
hostname, httpd, hwclock, i2cdetect, i2cdump, i2cget, i2cset,
i2ctransfer, id, ifconfig, ifdown, ifup, init, insmod, install, ionice,
ip, ipcalc, kill, killall, klogd, last, less, link, linux32, linux64,
linuxrc, ln, loadfont, loadkmap, logger, login, logname, logread,
losetup, ls, lsmod, lsscsi, lzcat, lzma, lzop, md5sum, mdev, microcom,
mim, mkdir, mkdosfs, mke2fs, mkfifo, mknod, mkpasswd, mkswap, mktemp,
modinfo, modprobe, more, mount, mt, mv, nameif, nbd-client, nc,
netstat, nl, nologin, nproc, nsenter, nslookup, nuke, od, openvt,
partprobe, passwd, paste, patch, pidof, ping, ping6, pivot_root,
poweroff, printf, ps, pwd, rdate, readlink, realpath, reboot, renice,
reset, resume, rev, rm, rmdir, rmmod, route, rpm, rpm2cpio, run-init,
run-parts, sed, seq, setkeycodes, setpriv, setsid, sh, sha1sum,
sha256sum, sha3sum, sha512sum, shred, shuf, sleep, sort, ssl_client,
start-stop-daemon, stat, strings, stty, su, sulogin, svc, svok,
swapoff, swapon, switch_root, sync, sysctl, syslogd, tac, tail, tar,
taskset, tc, tee, telnet, telnetd, test, tftp, time, timeout, top,
touch, tr, traceroute, traceroute6, true, truncate, ts, tty, tunctl,
ubirename, udhcpc, udhcpc6, udhcpd, uevent, umount, uname, uncompress,
unexpand, uniq, unix2dos, unlink, unlzma, unshare, unxz, unzip, uptime,
usleep, uudecode, uuencode, vconfig, vi, w, watch, watchdog, wc, wget,
which, who, whoami, xargs, xxd, xz, xzcat, yes, zcat
`;

export const appletNames: readonly string[] = FUNCTIONS.trim().split(/,\s+/);

export const isApplet = (name: string): boolean => NAMES.has(name);
const NAMES: ReadonlySet<string> = new Set(appletNames);

/**
 * Applets that need no execve(2): a busybox that has forked runs them itself (include/applets.src.h, NOEXEC and NOFORK).
 * Found by running each in a root without /proc, where the others cannot start /proc/self/exe.
 */
export const NOEXEC: ReadonlySet<string> = new Set(
  `
  adjtimex arch awk basename blkdiscard blockdev brctl cal chgrp chmod chown chroot chvt clear cp crc32 cttyhack cut
  date dd deallocvt df dirname dnsdomainname dos2unix dumpkmap dumpleases echo env expr false fatattr find fold free
  freeramdisk fsfreeze fstrim getfattr getopt groups head hexdump hostid hostname id insmod ionice ip ipcalc kill
  killall link linux32 linux64 ln loadfont loadkmap logname losetup ls lsmod lsscsi md5sum mkdir mkfifo mknod mkpasswd
  mktemp modinfo modprobe mv nameif nbd-client nproc nuke partprobe paste pivot_root printf ps pwd readlink realpath
  renice reset resume rm rmdir rmmod seq setkeycodes sh sha1sum sha256sum sha3sum sha512sum shuf sort stat stty
  sulogin svc svok sync sysctl tac taskset test touch true truncate tty tunctl umount uname unix2dos unlink uptime
  usleep vconfig w which who whoami xargs xxd yes [ [[
`
    .trim()
    .split(/\s+/),
);

/** Most applets are programs of their own name. */
export const programOf = (applet: string): string => RENAMED[applet] ?? applet;
