// /proc/PID/fd: the open files of a process as links; fdinfo: their positions and flags - proc_pid_fd(5).

import { EACCES, ENOENT, type Errno, failed } from "../../abi/errno.ts";
import { O_ACCMODE, O_CLOEXEC, O_RDONLY, O_WRONLY } from "../../abi/flags.ts";
import { lookup } from "../../table.ts";
import { dPath } from "../dpath.ts";
import type { Fd, HypervisorDevice, OpenFile } from "../file.ts";
import { type At, file, type GenDir, type GenFile, type GenLink, subjectOf } from "../generated/entry.ts";
import { pipePath, socketPath } from "../internal.ts";
import type { Path } from "../path.ts";
import { placeOf } from "../place.ts";
import { inspect } from "./access.ts";

const LINK_SIZE = 64; // tid_fd_update_inode(), fs/proc/fd.c
const O_LARGEFILE = 0o100000; // set by every open(2) on x86-64

function entryOf(at: At, name: string): Fd | null {
  return /^(0|[1-9]\d*)$/.test(name) ? (subjectOf(at).fds[Number(name)] ?? null) : null;
}

function placeOfFile(open: OpenFile): Path | Errno {
  if (open.path) return open.path;
  if (open.target.kind === "socket") return socketPath(open.target.socket);
  return open.target.kind === "pipe" ? pipePath(open.target.pipe) : ENOENT;
}

/** anon_inode: an open file that has no place anywhere. */
function anonymousName({ target }: OpenFile): string | null {
  if (target.kind === "pidfd") return "anon_inode:[pidfd]";
  if (target.kind !== "hypervisor" || target.machine === null) return null;
  return ANONYMOUS[target.device] ?? "anon_inode:[eventfd]";
}

const ANONYMOUS: Readonly<Partial<Record<HypervisorDevice, string>>> = {
  "kvm-vm": "anon_inode:kvm-vm",
  "kvm-vcpu": "anon_inode:kvm-vcpu:0",
  vmmon: "/dev/vmmon",
  console: "/dev/xen/evtchn",
};

/** "lr-x------": what the descriptor was opened for. */
function linkMode({ flags }: OpenFile): number {
  const mode = flags & O_ACCMODE;
  return 0o100 | (mode === O_WRONLY ? 0 : 0o400) | (mode === O_RDONLY ? 0 : 0o200);
}

function fdLink(at: At, name: string): GenLink | null {
  const entry = entryOf(at, name);
  if (!entry) return null;
  const open = lookup(at.v.k.files, entry.file);
  const follow = (now: At) => {
    const refused = inspect(now);
    return refused ? refused : placeOfFile(open);
  };
  const text = (now: At) => {
    const anonymous = anonymousName(open);
    if (anonymous !== null) return inspect(now) || anonymous;
    const path = follow(now);
    return failed(path) ? path : dPath(now.v, path);
  };
  return { kind: "link", mode: linkMode(open), size: LINK_SIZE, text, follow };
}

function fdInfo(at: At, name: string): GenFile | null {
  const entry = entryOf(at, name);
  if (!entry) return null;
  const open = lookup(at.v.k.files, entry.file);
  return file((now) => {
    const refused = inspect(now);
    if (refused) return refused;
    const path = placeOfFile(open);
    if (failed(path)) return path;
    const { ops, sb, node } = placeOf(now.v.k, path);
    const flags = open.flags | O_LARGEFILE | (entry.cloexec ? O_CLOEXEC : 0);
    const { ino } = ops.attr(now.v, sb, node);
    return `pos:\t${open.pos}\nflags:\t0${flags.toString(8)}\nmnt_id:\t${path.mnt}\nino:\t${ino}\n`;
  });
}

const names = (at: At): readonly string[] | Errno => (inspect(at) ? EACCES : Object.keys(subjectOf(at).fds));

// "/proc/pid/fd can still access itself after a setuid()" - proc_fd_permission(), fs/proc/fd.c
export const fdDir: GenDir = { kind: "dir", mode: 0o500, nlink: 2, names, entry: fdLink, own: true };
export const fdInfoDir: GenDir = { kind: "dir", mode: 0o555, nlink: 2, names, entry: fdInfo };
