// /usr/local/bin: small tools that are not Debian's, most of them shell scripts, and scripts of Debian in short.
// The cases in e2e/linux use the same tools under the same names on a real kernel.

import { elfText } from "./elf.ts";
import { type FileSpec, file, ROOT } from "./files.ts";

const MKROOTFS = `#!/bin/bash
# mkrootfs DIR: a tiny root file system (busybox applets, sys, a few files)
set -e
d=$1; mkdir -p "$d"/{bin,etc,proc,sys,dev,tmp,root,mnt,old}
cp /usr/local/bin/busybox /usr/local/bin/sys "$d/bin/"
for a in sh ls cat echo mkdir rmdir rm mv cp ln touch chmod chown stat readlink mount umount ps hostname id sleep kill true false test pwd env grep sort head wc mknod ip ping chroot; do ln -s busybox "$d/bin/$a"; done
echo 'NAME=mini' >"$d/etc/os-release"; echo 'root:x:0:0:root:/root:/bin/sh' >"$d/etc/passwd"; echo 'root:x:0:' >"$d/etc/group"; chmod 1777 "$d/tmp"
`;

const ASUSER = `#!/bin/sh
# asuser UID CMD...: run CMD as that uid and gid, no supplementary groups, no capabilities
u=$1; shift
exec setpriv --reuid "$u" --regid "$u" --clear-groups "$@"
`;

const AWAIT = `#!/bin/bash
# await CMD...: run CMD until it succeeds, at most 20 s; no output
for ((i = 0; i < 400; i++)); do "$@" >/dev/null 2>&1 && exit 0; sleep 0.05; done
echo "await: gave up: $*" >&2; exit 1
`;

const AWAITNS = `#!/bin/bash
# awaitns PID TYPE: until process PID is in another namespace of that type than the caller
for ((i = 0; i < 400; i++)); do a=$(readlink /proc/$1/ns/$2 2>/dev/null); [ -n "$a" ] && [ "$a" != "$(readlink /proc/self/ns/$2)" ] && exit 0; sleep 0.05; done
echo "awaitns: gave up: $*" >&2; exit 1
`;

const SAMETREE = `#!/bin/sh
# sametree A B: do two directory trees hold the same names and contents?
[ -d "$1" ] && [ -d "$2" ] || { echo missing; exit 1; }
if diff -r "$1" "$2" >/dev/null 2>&1; then echo same; else echo differ; exit 1; fi
`;

// As glibc's: the dynamic loader says what it would load.
const LDD = `#!/bin/bash
# ldd FILE...: which shared libraries a program would get

rtld=/lib64/ld-linux-x86-64.so.2

case $1 in
--version) echo 'ldd (Debian GLIBC 2.41-12+deb13u4) 2.41'; exit 0 ;;
--) shift ;;
-d | -r | -u | -v | --help | --data-relocs | --function-relocs | --unused | --verbose)
  echo >&2 "ldd: option '$1' is not modelled in Cutaway"
  exit 95
  ;;
-*)
  echo >&2 "ldd: unrecognized option \\\`$1'"
  echo >&2 "Try \\\`ldd --help' for more information."
  exit 1
  ;;
esac

if [ $# -eq 0 ]; then
  echo >&2 'ldd: missing file arguments'
  echo >&2 "Try \\\`ldd --help' for more information."
  exit 1
fi

result=0
several=$#
for file in "$@"; do
  # We don't list the file name when there is only one.
  [ $several -eq 1 ] || echo "$file:"
  case $file in
  */*) ;;
  *) file=./$file ;;
  esac
  if [ ! -e "$file" ]; then
    echo >&2 "ldd: $file: No such file or directory"
    result=1
  elif [ ! -f "$file" ]; then
    echo >&2 "ldd: $file: not regular file"
    result=1
  elif [ ! -r "$file" ]; then
    echo >&2 "ldd: error: you do not have read permission for \\\`$file'"
    result=1
  else
    $rtld --verify "$file"
    case $? in
    0 | 2) LD_TRACE_LOADED_OBJECTS=1 $rtld "$file" || result=1 ;;
    *) echo >&2 "	not a dynamic executable"; result=1 ;;
    esac
  fi
done
exit $result
`;

const WHICH = `#!/bin/sh
# which [-a] NAME...: the file that a command of this name would run
all=0
while getopts a option; do
  case $option in
  a) all=1 ;;
  *) echo "Usage: $0 [-as] args"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || exit 1
result=0
for name in "$@"; do
  found=1
  case $name in
  */*) if [ -f "$name" ] && [ -x "$name" ]; then echo "$name"; found=0; fi ;;
  *)
    old=$IFS
    IFS=:
    for dir in $PATH; do
      if [ -f "\${dir:-.}/$name" ] && [ -x "\${dir:-.}/$name" ]; then
        echo "\${dir:-.}/$name"
        found=0
        [ $all -eq 1 ] || break
      fi
    done
    IFS=$old
    ;;
  esac
  [ $found -eq 0 ] || result=1
done
exit $result
`;

const grepScript = (option: string): string => `#!/bin/sh\ncmd=\${0##*/}\nexec grep ${option} "$@"\n`;

const script = (path: string, text: string): FileSpec => file(path, text, 0o755);
const BUSYBOX_SIZE = 2_024_544; // bytes of Debian's busybox-static
const SYS_SIZE = 802_816; // bytes of a small static program

// Programs that ask the models of machine/ and virt/: see user/cutaway.
const LESSON_TOOLS = ["devtrace", "insn", "ptwalk", "pvevents", "pvmmu", "tcache", "trappath", "vmexits", "vmmtype"];

const DYNAMIC = { interp: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] };
// Programs of lmbench 3.0-a9 and their sizes in bytes.
const LMBENCH = (
  "hello 15960 lat_ctx 70216 lat_fs 64976 lat_mmap 64920 lat_pagefault 64920 lat_proc 64984 lat_select 70312 lat_sig 64944 lat_syscall 64920".match(
    /\S+ \d+/g,
  ) ?? []
)
  .map((row) => row.split(" ") as [string, string])
  .map(([name, size]) => [name, Number(size)] as const);

export const toolFiles: readonly FileSpec[] = [
  file("/usr/local/bin/busybox", elfText({ program: "busybox" }), 0o755, ROOT, BUSYBOX_SIZE),
  file("/usr/local/bin/sys", elfText({ program: "sys" }), 0o755, ROOT, SYS_SIZE),
  ...LESSON_TOOLS.map((name) => file(`/usr/local/bin/${name}`, elfText({ program: name }), 0o755, ROOT, SYS_SIZE)),
  ...LMBENCH.map(([program, size]) =>
    file(`/usr/local/bin/${program}`, elfText({ program, ...DYNAMIC }), 0o755, ROOT, size),
  ),
  script("/usr/local/bin/mkrootfs", MKROOTFS),
  script("/usr/local/bin/asuser", ASUSER),
  script("/usr/local/bin/await", AWAIT),
  script("/usr/local/bin/awaitns", AWAITNS),
  script("/usr/local/bin/sametree", SAMETREE),
  script("/usr/bin/ldd", LDD),
  script("/usr/bin/egrep", grepScript("-E")),
  script("/usr/bin/fgrep", grepScript("-F")),
  script("/usr/bin/which.debianutils", WHICH),
];
