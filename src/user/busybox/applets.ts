// The applets of Debian's busybox-static that the model has, by name, and the program that does the work.
// The others are the names of programs themselves.

const RENAMED: Readonly<Record<string, string>> = { sh: "dash", ash: "dash", "[[": "[", egrep: "grep", fgrep: "grep" };

const APPLETS = `
[ [[ arch ash awk base64 basename cat chgrp chmod chown chroot clear cmp cp cut date dd df diff dirname dmesg du echo
egrep env expand expr factor fallocate false fgrep find fold free getopt grep groups head hexdump hostid hostname id
install ip kill killall link linux64 ln logname ls md5sum mkdir mkfifo mknod mktemp more mount mv nl nproc nsenter od
paste pidof ping pivot_root printf ps pwd readlink realpath reset rev rm rmdir sed seq setpriv setsid sh sha1sum
sha256sum sha512sum shred shuf sleep sort stat stty switch_root sync sysctl tac tail tar taskset tee test time timeout
top touch tr true truncate tty umount uname unexpand uniq unlink unshare uptime usleep w watch wc which who whoami xargs
yes`;

export const appletNames: readonly string[] = APPLETS.trim().split(/\s+/);

export const programOf = (applet: string): string => RENAMED[applet] ?? applet;
