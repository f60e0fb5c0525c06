// The files of /etc that say what this system is, and how it finds things.

import { dir, type FileSpec, file, symlink } from "../files.ts";
import { loaderCache } from "../packages/package-files.ts";

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION="13 (trixie)"
VERSION_CODENAME=trixie
DEBIAN_VERSION_FULL=13.7
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const hosts = (hostname: string): string => `127.0.0.1	localhost
127.0.1.1	${hostname}

# The following lines are desirable for IPv6 capable hosts
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`;

const fstab = (disk: string): string => `# /etc/fstab: static file system information.
#
# <file system> <mount point>   <type>  <options>       <dump>  <pass>
${`/dev/${disk}`.padEnd(15)} /               ext4    errors=remount-ro 0     1
`;

const NSSWITCH = `# /etc/nsswitch.conf
#
# Example configuration of GNU Name Service Switch functionality.

passwd:         files
group:          files
shadow:         files
gshadow:        files

hosts:          files dns
networks:       files

protocols:      db files
services:       db files
ethers:         db files
rpc:            db files

netgroup:       nis
`;

const SHELLS = `# /etc/shells: valid login shells
/bin/sh
/usr/bin/sh
/bin/bash
/usr/bin/bash
/bin/rbash
/usr/bin/rbash
/bin/dash
/usr/bin/dash
`;

const LOGIN_DEFS = `MAIL_DIR        /var/mail
ENV_SUPATH	PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV_PATH	PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games
TTYPERM		0600
UMASK		022
HOME_MODE	0700
UID_MIN			 1000
UID_MAX			60000
SUB_UID_MIN		   100000
SUB_UID_MAX		600100000
SUB_UID_COUNT		    65536
GID_MIN			 1000
GID_MAX			60000
USERGROUPS_ENAB yes
`;

const MACHINE_ID = "b08dfa6083e7567a1921a715000001fb";

/** `disk`: the name of the root disk, without "/dev/". */
export const systemFiles = (hostname: string, disk: string): readonly FileSpec[] => [
  dir("/etc/alternatives"),
  file("/etc/debian_version", "13.7\n"),
  file("/etc/fstab", fstab(disk)),
  file("/etc/host.conf", "multi on\n"),
  file("/etc/hostname", `${hostname}\n`),
  file("/etc/hosts", hosts(hostname)),
  file("/etc/issue", "Debian GNU/Linux 13 \\n \\l\n\n"),
  file("/etc/ld.so.cache", loaderCache()),
  file("/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n\n"),
  dir("/etc/ld.so.conf.d"),
  file("/etc/ld.so.conf.d/libc.conf", "# libc default configuration\n/usr/local/lib\n"),
  file(
    "/etc/ld.so.conf.d/x86_64-linux-gnu.conf",
    "# Multiarch support\n/usr/local/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu\n",
  ),
  symlink("/etc/localtime", "/usr/share/zoneinfo/Etc/UTC"),
  file("/etc/login.defs", LOGIN_DEFS),
  file("/etc/machine-id", `${MACHINE_ID}\n`, 0o444),
  symlink("/etc/mtab", "../proc/self/mounts"),
  file("/etc/nsswitch.conf", NSSWITCH),
  symlink("/etc/os-release", "../usr/lib/os-release"),
  file("/etc/resolv.conf", "nameserver 10.0.2.3\n"),
  file("/etc/shells", SHELLS),
  file("/etc/timezone", "Etc/UTC\n"),
  file("/usr/lib/os-release", OS_RELEASE),
];
