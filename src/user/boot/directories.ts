// The directory tree of Debian 13's root file system before any program is in it: hier(7), file-hierarchy(7).

import { dir, type FileSpec, symlink } from "./files.ts";

const STAFF = 50; // groups that own shared directories: /etc/group
const MAIL = 8;

/** "merged-/usr": /bin, /sbin and /lib are links, so that a program has one place and two names. */
const merged = [
  symlink("/bin", "usr/bin"),
  symlink("/lib", "usr/lib"),
  symlink("/lib64", "usr/lib64"),
  symlink("/sbin", "usr/sbin"),
];

const plain = (paths: string): FileSpec[] =>
  paths
    .trim()
    .split(/\s+/)
    .map((path) => dir(path));

export const directories: readonly FileSpec[] = [
  ...merged,
  dir("/lost+found", 0o700),
  ...plain("/boot /dev /etc /home /media /mnt /opt"),
  dir("/proc", 0o555),
  dir("/root", 0o700),
  ...plain("/run /srv"),
  dir("/sys", 0o555),
  dir("/tmp", 0o1777),
  ...plain(`
    /usr /usr/bin /usr/games /usr/include /usr/lib /usr/lib/openssh /usr/lib/systemd
    /usr/lib/x86_64-linux-gnu
    /usr/lib/x86_64-linux-gnu/systemd /usr/lib64 /usr/libexec
    /usr/local /usr/local/bin /usr/local/etc /usr/local/games /usr/local/include /usr/local/lib /usr/local/sbin
    /usr/local/share /usr/local/src /usr/sbin /usr/share /usr/share/doc /usr/share/man /usr/share/zoneinfo
    /usr/share/zoneinfo/Etc /usr/src
    /var /var/backups /var/cache /var/lib`),
  dir("/var/local", 0o2775, [0, STAFF]),
  symlink("/var/lock", "/run/lock"),
  dir("/var/log"),
  dir("/var/mail", 0o2775, [0, MAIL]),
  dir("/var/opt"),
  symlink("/var/run", "/run"),
  dir("/var/spool"),
  dir("/var/tmp", 0o1777),
];
