// What Linux does on the processor for each thing that happens in a kernel.
//
//   sys.called    ── syscall · routines · sysret
//   task.cloned   ── a new address space: its tables, every entry copied, the writable ones made read-only in both
//   task.execed   ── the old space taken down, a new one built, then a page fault for every page the program touches
//   task.chosen   ── schedule · mov cr3 · the new kernel stack · what the next process touches first
//   …
//
// No figure stands here: how long an operation takes the machine says, and what becomes of it the technique.

import type { Op } from "../../machine/op.ts";
import type { WorldEvent } from "../apply.ts";
import type { OpenFile } from "../fs/file.ts";
import { inodeBehind } from "../fs/real.ts";
import type { DevId } from "../net/device.ts";
import type { Packet } from "../net/packet.ts";
import { get } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { bytesOf, type Medium, stepsOf } from "./calls.ts";
import { transfer } from "./devices.ts";
import { routine, run } from "./faults.ts";
import { making, readIn, removed, write, writeBack } from "./file-work.ts";
import { access, unmap } from "./memory-work.ts";
import { type Arch, clone, exec, exit, handler, settle, switchTo } from "./processes.ts";

/** The operations of one event. `before` and `after`: the kernel around the step that it belongs to. */
export function* operations(arch: Arch, e: WorldEvent, before: Kernel, after: Kernel): Generator<Op> {
  switch (e.type) {
    case "sys.called":
      yield* settle(arch, e.pid);
      yield* call(arch, e, before);
      break;
    case "task.cloned":
      yield* clone(arch, e.task.pid, e.task.ppid, after);
      break;
    case "task.execed":
      yield* exec(arch, e.pid, e.exe, e.image.needed, e.image.interp !== null, after);
      break;
    case "task.exited":
      yield* settle(arch, e.pid);
      yield* exit(arch, e.pid);
      break;
    case "task.reaped":
      yield* run("release_task");
      break;
    case "task.chosen":
      yield* switchTo(arch, e.pid);
      break;
    case "task.slept":
    case "task.preempted":
      yield* run("schedule");
      break;
    case "task.woken":
      yield* run("try_to_wake_up");
      break;
    case "signal.sent":
      yield* run("send_signal");
      break;
    case "signal.delivered":
      if (e.how === "caught") yield* handler();
      break;
    case "inode.created":
      yield* making(after, e.dentry.parent);
      break;
    case "dentry.unlinked":
      yield* run("unlink_entry");
      yield* run("journal");
      if (!e.held) yield* removed(arch, before, e.dentry);
      break;
    case "inode.evicted":
      yield* removed(arch, before, e.dentry);
      break;
    case "inode.written":
      yield* write(arch, before, e.inode, e.offset, e.data.length);
      break;
    case "packet.sent":
      if (isCard(before, e.device)) yield* transfer(arch.devices.network, "packet-send", sizeOf(e.packet));
      break;
    case "packet.received":
      if (isCard(before, e.device)) yield* transfer(arch.devices.network, "packet-receive", sizeOf(e.packet));
      break;
    case "memory.file-mapped":
      yield* run("vma_copy");
      break;
    case "memory.unmapped":
      yield* unmap(before, e.pid, e.page);
      break;
    case "memory.accessed":
      yield* access(arch, e);
      break;
    case "clock.advanced":
      // A program that computes lets the clock run too.
      if (arch.current === null || get(before.tasks, arch.current)?.state !== "running") yield* idle();
      break;
  }
}

function* call(arch: Arch, e: Extract<WorldEvent, { type: "sys.called" }>, k: Kernel): Generator<Op> {
  const { pid, call, args, ret } = e;
  const file = fileOf(k, pid, args);
  yield { op: "syscall" };
  yield routine("system_call");
  for (const [name, times] of stepsOf(call, args, ret, mediumOf(file))) yield* run(name, times);
  if (call === "read" || call === "fsync" || call === "fdatasync") {
    const inode = file?.path ? inodeBehind(k, file.path) : null;
    if (inode?.body.kind === "file") {
      const got = typeof ret === "string" ? ret.length : 0;
      yield* call === "read" ? readIn(arch, k, inode, (file?.pos ?? 0) + got) : writeBack(arch, inode.id);
    }
  }
  if (call === "sync") yield* writeBack(arch, null);
  const bytes = bytesOf(call, args, ret);
  if (bytes > 0) yield { op: "copy", bytes };
  yield { op: "sysret" };
}

/** The open file that a call's descriptor stands for. */
function fileOf(k: Kernel, pid: Pid, args: object): OpenFile | undefined {
  const { fd } = args as { readonly fd?: number };
  const entry = fd === undefined ? undefined : get(k.tasks, pid)?.fds[fd];
  return entry && get(k.files, entry.file);
}

function mediumOf(file: OpenFile | undefined): Medium {
  const kind = file?.target.kind;
  if (kind === "pipe" || kind === "socket") return "pipe";
  return kind === "device" || kind === "tty" ? "device" : "file";
}

/** Whether packets of this device leave the machine. */
const isCard = (k: Kernel, device: DevId): boolean => get(k.devices, device)?.kind === "physical";

const ETHERNET = 14; // bytes of its header
const sizeOf = ({ length }: Packet): number => ETHERNET + length;

/** Nobody can run: the processor waits until the timer interrupts. */
function* idle(): Generator<Op> {
  yield { op: "hlt" };
  yield* timer();
}

/** The timer interrupts: HZ times a second. */
export function* timer(): Generator<Op> {
  yield { op: "interrupt", source: "timer" };
  yield* run("do_timer");
  yield { op: "eoi" };
  yield { op: "iret" };
}
