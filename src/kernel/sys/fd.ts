// The calls on descriptors: read(2), write(2), close(2), dup(2), fcntl(2), pipe(2), lseek(2), ioctl(2), poll(2).

import { EBADF, EINVAL, EMFILE, ENOTTY, EPERM, type Errno, ESPIPE, failed } from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { readNode, seekSize, writeNode } from "../fs/data.ts";
import { readDevice, writeDevice } from "../fs/device.ts";
import { closeFd, fileOf, freeFd, installFile, readable, writable } from "../fs/fd.ts";
import { makePipe, readPipe, writePipe } from "../fs/pipe.ts";
import { readTty, writeTty } from "../fs/tty.ts";
import { kvmIoctl } from "../machine/kvm.ts";
import { interrupt, vcpuChannel } from "../machine/make.ts";
import { consoleChannel, endChannel, type Hypercall, pollConsole, privcmd, readConsole } from "../machine/privcmd.ts";
import { isReady, nextTimer } from "../machine/ready.ts";
import { vmmonIoctl } from "../machine/vmmon.ts";
import { channel } from "../net/socket-io.ts";
import { nsIoctl } from "../ns/ioctl.ts";
import { lookup } from "../table.ts";
import { softLimit } from "../task/limits.ts";
import { numberIn, taskOf } from "../task/pid.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Enter, Tx } from "../tx.ts";
import { nextArrival, pollSocket, readSocket, writeSocket } from "./socket-data.ts";

export function sysClose(tx: Tx, pid: Pid, { fd }: { fd: number }): 0 | Errno {
  if (!tx.task(pid).fds[fd]) return EBADF;
  closeFd(tx, pid, fd);
  return 0;
}

export function sysRead(tx: Tx, pid: Pid, { fd, count }: { fd: number; count: number }): string | Errno | Block {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  if (!readable(file)) return EBADF;
  const { target } = file;
  switch (target.kind) {
    case "pipe":
      return readPipe(tx, pid, file, target.pipe, count);
    case "tty":
      return readTty(tx, pid, file, target.tty, count);
    case "device":
      return readDevice(target.major, target.minor, count, tx.now + fd);
    case "text": {
      const part = target.text.slice(file.pos, file.pos + count);
      if (part !== "") tx.emit({ type: "file.moved", file: file.id, pos: file.pos + part.length });
      return part;
    }
    case "socket":
      return readSocket(tx, file, target.socket, count);
    case "ns":
    case "pidfd":
      return EINVAL;
    case "hypervisor":
      return target.device === "console" && target.machine !== null ? readConsole(tx, target.machine) : EINVAL;
    case "node":
      return readNode(tx, tx.task(pid), file, count);
    default:
      return target satisfies never;
  }
}

export function sysWrite(tx: Tx, pid: Pid, { fd, data }: { fd: number; data: string }): number | Errno | Block {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  if (!writable(file)) return EBADF;
  const { target } = file;
  switch (target.kind) {
    case "pipe":
      return writePipe(tx, pid, file, target.pipe, data);
    case "tty":
      return writeTty(tx, pid, target.tty, data);
    case "device":
      return writeDevice(target.major, target.minor, data);
    case "socket":
      return writeSocket(tx, pid, file, target.socket, data);
    case "ns":
    case "pidfd":
      return EINVAL;
    case "hypervisor":
      if (target.device !== "console" || target.machine === null) return EINVAL;
      if (tx.world.machines[target.machine]) interrupt(tx, target.machine, { irq: 4, data });
      return data.length;
    case "text":
    case "node":
      return writeNode(tx, tx.task(pid), file, data);
    default:
      return target satisfies never;
  }
}

interface Seek {
  readonly fd: number;
  readonly offset: number;
  readonly whence: number;
}

export function sysLseek(tx: Tx, pid: Pid, { fd, offset, whence }: Seek): number | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  if (file.flags & F.O_PATH) return EBADF;
  const { kind } = file.target;
  if (kind === "pipe" || kind === "tty" || kind === "socket") return ESPIPE;
  if (kind === "device") return 0;
  const size = file.target.kind === "text" ? file.target.text.length : seekSize(tx.k, file);
  const from = whence === F.SEEK_SET ? 0 : whence === F.SEEK_CUR ? file.pos : whence === F.SEEK_END ? size : null;
  if (from === null || from + offset < 0) return EINVAL;
  if (from + offset !== file.pos) tx.emit({ type: "file.moved", file: file.id, pos: from + offset });
  return from + offset;
}

export function sysDup(tx: Tx, pid: Pid, { fd }: { fd: number }): number | Errno {
  return duplicate(tx, pid, fd, 0, false);
}

function duplicate(tx: Tx, pid: Pid, fd: number, least: number, cloexec: boolean): number | Errno {
  const task = tx.task(pid);
  const entry = task.fds[fd];
  if (!entry) return EBADF;
  if (least >= softLimit(task, "nofile") || least < 0) return EINVAL;
  const to = freeFd(task, least);
  if (to >= 0) tx.emit({ type: "fd.duplicated", pid, fd: to, to: { file: entry.file, cloexec } });
  return to;
}

export function sysDup2(tx: Tx, pid: Pid, { fd, newfd }: { fd: number; newfd: number }): number | Errno {
  // "If oldfd is a valid file descriptor, and newfd has the same value, then dup2() does nothing" - dup(2)
  if (fd === newfd) return tx.task(pid).fds[fd] ? newfd : EBADF;
  return sysDup3(tx, pid, { fd, newfd, flags: 0 });
}

interface Dup3 {
  readonly fd: number;
  readonly newfd: number;
  readonly flags: number;
}

export function sysDup3(tx: Tx, pid: Pid, { fd, newfd, flags }: Dup3): number | Errno {
  const task = tx.task(pid);
  const entry = task.fds[fd];
  if (!entry || newfd < 0 || newfd >= softLimit(task, "nofile")) return EBADF;
  if (fd === newfd) return EINVAL;
  if (task.fds[newfd]) closeFd(tx, pid, newfd);
  const to = { file: entry.file, cloexec: (flags & F.O_CLOEXEC) !== 0 };
  tx.emit({ type: "fd.duplicated", pid, fd: newfd, to });
  return newfd;
}

interface Fcntl {
  readonly fd: number;
  readonly cmd: number;
  readonly arg?: number;
}

const SETTABLE = F.O_APPEND | F.O_NONBLOCK; // what F_SETFL may change, of the flags modelled - fcntl(2)

export function sysFcntl(tx: Tx, pid: Pid, { fd, cmd, arg = 0 }: Fcntl): number | Errno {
  const entry = tx.task(pid).fds[fd];
  if (!entry) return EBADF;
  const file = lookup(tx.k.files, entry.file);
  switch (cmd) {
    case F.F_DUPFD:
    case F.F_DUPFD_CLOEXEC:
      return duplicate(tx, pid, fd, arg, cmd === F.F_DUPFD_CLOEXEC);
    case F.F_GETFD:
      return entry.cloexec ? F.FD_CLOEXEC : 0;
    case F.F_SETFD:
      tx.emit({ type: "fd.flagged", pid, fd, cloexec: (arg & F.FD_CLOEXEC) !== 0 });
      return 0;
    case F.F_GETFL:
      return file.flags;
    case F.F_SETFL:
      tx.emit({ type: "file.flagged", file: file.id, flags: (file.flags & ~SETTABLE) | (arg & SETTABLE) });
      return 0;
    default:
      return EINVAL;
  }
}

export function sysPipe2(tx: Tx, pid: Pid, { flags }: { flags: number }): { read: number; write: number } | Errno {
  const first = freeFd(tx.task(pid));
  if (first < 0 || (freeFd(tx.task(pid), first + 1) as number) < 0) return EMFILE;
  const target = { kind: "pipe", pipe: makePipe(tx) } as const;
  const common = { target, path: null, cloexec: (flags & F.O_CLOEXEC) !== 0 };
  const mode = flags & F.O_NONBLOCK;
  const read = installFile(tx, pid, { ...common, flags: F.O_RDONLY | mode });
  const write = installFile(tx, pid, { ...common, flags: F.O_WRONLY | mode });
  return { read, write };
}

interface Ioctl {
  readonly fd: number;
  readonly request: number;
  readonly arg?: number | object;
}

/** TIOCGWINSZ answers columns * 65536 + rows; TIOCGPGRP a pid of the caller's namespace. */
export function sysIoctl(tx: Tx, pid: Pid, { fd, request, arg = 0 }: Ioctl): number | Errno | Enter {
  const task = tx.task(pid);
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  if (file.target.kind === "hypervisor") {
    const { device, machine } = file.target;
    if (device === "vmmon") return vmmonIoctl(tx, pid, machine, request, arg);
    if (device === "privcmd") return privcmd(tx, pid, request, arg as Hypercall);
    return device === "tcg" || device === "console" ? ENOTTY : kvmIoctl(tx, pid, device, machine, request, arg);
  }
  if (typeof arg !== "number") return EINVAL;
  if (file.target.kind === "ns") return nsIoctl(tx, pid, file.target.ns, request);
  if (file.target.kind !== "tty") return ENOTTY;
  const tty = lookup(tx.k.ttys, file.target.tty);
  switch (request) {
    case F.TCGETS:
      return 0;
    case F.TCSETS:
      if ((tty.raw ?? false) !== (arg === F.RAW)) tx.emit({ type: "tty.set", tty: tty.id, raw: arg === F.RAW });
      return 0;
    case F.TIOCGWINSZ:
      return tty.columns * 65536 + tty.rows;
    case F.TIOCGPGRP:
      return task.tty === tty.id ? numberIn(tx.k, task.ns.pid, tty.foreground as Pid) : ENOTTY;
    case F.TIOCSPGRP: {
      if (task.tty !== tty.id || tty.session !== task.sid) return ENOTTY;
      const leader = taskOf(tx.k, task.ns.pid, arg);
      if (!leader || leader.sid !== task.sid) return EPERM;
      tx.emit({ type: "tty.owned", tty: tty.id, session: tty.session, foreground: leader.pgid });
      return 0;
    }
    case F.TIOCSCTTY: {
      if (task.sid !== task.pid || (tty.session !== 0 && tty.session !== task.sid)) return EPERM;
      tx.emit({ type: "tty.owned", tty: tty.id, session: task.sid, foreground: task.pgid });
      return 0;
    }
    default:
      return EINVAL;
  }
}

export interface PollFd {
  readonly fd: number;
  readonly events: number;
}
export interface Polled {
  readonly fd: number;
  readonly revents: number;
}

const MS = 1_000_000; // virtual nanoseconds in a millisecond

/** timeout: milliseconds; -1 waits for ever, 0 not at all. Answers only the descriptors that are ready. */
export function sysPoll(
  tx: Tx,
  pid: Pid,
  { fds, timeout }: { fds: readonly PollFd[]; timeout: number },
): Polled[] | Errno | Block {
  const task = tx.task(pid);
  // "EINVAL: The nfds value exceeds the RLIMIT_NOFILE value" - poll(2)
  if (fds.length > softLimit(task, "nofile")) return EINVAL;
  const channels: string[] = [];
  const ready: Polled[] = [];
  let arrival = Number.POSITIVE_INFINITY;
  for (const { fd, events } of fds) {
    const file = fileOf(tx.k, task, fd);
    if (failed(file)) {
      ready.push({ fd, revents: 0x20 }); // POLLNVAL
      continue;
    }
    let revents = 0;
    if (file.target.kind === "pipe") {
      const pipe = lookup(tx.k.pipes, file.target.pipe);
      if (readable(file) && pipe.data !== "") revents |= F.POLLIN;
      if (readable(file) && pipe.writers === 0) revents |= F.POLLHUP;
      if (writable(file) && pipe.readers === 0 && !pipe.outside) revents |= F.POLLERR;
      else if (writable(file)) revents |= F.POLLOUT;
      channels.push(`pipe:${pipe.id}:read`, `pipe:${pipe.id}:write`);
    } else if (file.target.kind === "tty") {
      if (lookup(tx.k.ttys, file.target.tty).input !== "") revents |= F.POLLIN;
      revents |= F.POLLOUT;
      channels.push(`tty:${file.target.tty}`);
    } else if (file.target.kind === "socket") {
      const { socket } = file.target;
      revents = pollSocket(tx, socket);
      arrival = Math.min(arrival, nextArrival(tx, socket));
      channels.push(channel(socket, "in"), channel(socket, "out"));
    } else if (file.target.kind === "hypervisor" && file.target.machine !== null) {
      const { machine } = file.target;
      if (file.target.device === "console") {
        revents = pollConsole(tx, machine);
        channels.push(...(events & F.POLLIN ? [consoleChannel(machine)] : []), endChannel(machine));
      } else {
        const guest = tx.world.machines[machine];
        if (!guest || isReady(guest, tx.now)) revents = F.POLLIN;
        else arrival = Math.min(arrival, nextTimer(guest.kernel));
        channels.push(vcpuChannel(machine));
      }
    } else revents = F.POLLIN | F.POLLOUT;
    revents &= events | F.POLLERR | F.POLLHUP;
    if (revents) ready.push({ fd, revents });
  }
  const since = tx.since ?? tx.now;
  if (ready.length || timeout === 0 || (timeout > 0 && tx.now >= since + timeout * MS)) return ready;
  const block = channels.length ? [...new Set(channels)].join(" ") : `poll:${pid}`;
  const until = Math.min(arrival, timeout < 0 ? Number.POSITIVE_INFINITY : since + timeout * MS);
  return Number.isFinite(until) ? { block, until } : { block };
}
