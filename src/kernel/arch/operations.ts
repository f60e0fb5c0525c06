// What Linux does on the processor for each thing that happens in a kernel.
//
//   sys.called    ── syscall · routines · sysret
//   task.cloned   ── a new address space: its tables, every entry copied, the writable ones made read-only in both
//   task.execed   ── the old space taken down, a new one built, then a page fault for every page the program touches
//   task.chosen   ── schedule · mov cr3 · the new kernel stack · what the next process touches first
//   …
//
// No figure stands here: how long an operation takes the machine says, and what becomes of it the technique.

import { ANON_PAGE, type Op } from "../../machine/op.ts";
import type { WorldEvent } from "../apply.ts";
import type { DentryId } from "../fs/dentry.ts";
import type { InodeId } from "../fs/inode.ts";
import { countNames } from "../fs/names.ts";
import type { Path } from "../fs/path.ts";
import { inodeBehind } from "../fs/real.ts";
import { get } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { bytesOf, type Medium, stepsOf } from "./calls.ts";
import { copyFaults, fault, PAGE_FAULT, routine, run, startFaults } from "./faults.ts";
import { type Space, STACK_PAGE, startOf, TEXT_PAGE, tablesOf, writtenAfterFork } from "./space.ts";

/** What is known of the processor and the address spaces between two events. */
export interface Arch {
  readonly spaces: Map<Pid, Space>;
  /** Whose address space is in cr3. */
  current: Pid | null;
  /** Pages of a file that are mapped around a fault: the kernel's fault_around_bytes. */
  readonly faultAround: number;
}

export const newArch = (faultAround: number): Arch => ({ spaces: new Map(), current: null, faultAround });

const PAGE = 4096; // bytes
const WORKING_SET = 3; // pages of text that a process touches as soon as it runs

/** The operations of one event. `before` and `after`: the kernel around the step that it belongs to. */
export function* operations(arch: Arch, e: WorldEvent, before: Kernel, after: Kernel): Generator<Op> {
  switch (e.type) {
    case "sys.called":
      yield* settle(arch, e.pid);
      yield* call(e, before);
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
      if (!e.held) yield* removed(before, e.dentry);
      break;
    case "inode.evicted":
      yield* removed(before, e.dentry);
      break;
    case "inode.written":
      yield* write(before, e.inode, e.offset, e.data.length);
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

function* call({ pid, call, args, ret }: Extract<WorldEvent, { type: "sys.called" }>, k: Kernel): Generator<Op> {
  yield { op: "syscall" };
  yield routine("system_call");
  for (const [name, times] of stepsOf(call, args, ret, mediumOf(k, pid, args))) yield* run(name, times);
  const bytes = bytesOf(call, args, ret);
  if (bytes > 0) yield { op: "copy", bytes };
  yield { op: "sysret" };
}

function mediumOf(k: Kernel, pid: Pid, args: object): Medium {
  const { fd } = args as { readonly fd?: number };
  const entry = fd === undefined ? undefined : get(k.tasks, pid)?.fds[fd];
  const kind = entry && get(k.files, entry.file)?.target.kind;
  if (kind === "pipe" || kind === "socket") return "pipe";
  return kind === "device" || kind === "tty" ? "device" : "file";
}

/** After a fork a process writes to its memory before it calls again, and copies what it writes to. */
function* settle(arch: Arch, pid: Pid): Generator<Op> {
  const space = arch.spaces.get(pid);
  if (!space || space.settled) return;
  const count = writtenAfterFork(space);
  arch.spaces.set(pid, { ...space, cow: space.cow - count, settled: true });
  yield* copyFaults(space, count);
}

const EMPTY: Omit<Space, "id"> = { file: 30, anon: 12, cow: 0, tables: 2, vmas: 6, settled: true };

/** do_fork(), copy_mm(), copy_page_range() */
function* clone(arch: Arch, child: Pid, parent: Pid, k: Kernel): Generator<Op> {
  const old = arch.spaces.get(parent) ?? { ...EMPTY, id: parent };
  yield* run("copy_process");
  yield* run("copy_file", Object.keys(get(k.tasks, parent)?.fds ?? {}).length);
  yield* run("vma_copy", old.vmas);
  yield* tables(child, old.tables, "table-made");
  yield* run("copy_pte", old.file + old.anon);
  yield { op: "set-pte", space: child, page: TEXT_PAGE, count: old.file + old.anon, live: false };
  // "If it's a COW mapping, write protect it both in the parent and the child" - copy_one_pte()
  yield { op: "set-pte", space: parent, page: ANON_PAGE, count: old.anon - old.cow, live: true };
  yield { op: "mov-cr3", space: parent };
  arch.spaces.set(parent, { ...old, cow: old.anon, settled: false });
  arch.spaces.set(child, { ...old, id: child, cow: old.anon, settled: false });
}

function* tables(space: number, lowest: number, op: "table-made" | "table-freed"): Generator<Op> {
  for (let i = 0; i <= lowest; i++) {
    if (op === "table-made") {
      yield* run("table_alloc");
      yield { op: "clear", bytes: PAGE };
    }
    yield { op, space, level: i === lowest ? 2 : 1 };
  }
}

/** exit_mmap(): every entry taken out, the pages given back, then the tables. */
function* takeDown({ id, file, anon, tables: count }: Space): Generator<Op> {
  yield* run("zap_pte", file + anon);
  yield { op: "set-pte", space: id, page: TEXT_PAGE, count: file + anon, live: true };
  yield* tables(id, count, "table-freed");
}

/** load_elf_binary(), and what the loader and the program touch until main() */
function* exec(arch: Arch, pid: Pid, exe: Path, needed: readonly string[], dynamic: boolean, k: Kernel): Generator<Op> {
  const old = arch.spaces.get(pid);
  yield* run("do_execve");
  if (old) yield* takeDown(old);
  const body = inodeBehind(k, exe)?.body;
  const start = startOf(body?.kind === "file" ? body.size : 0, needed, dynamic);
  const space: Space = { ...start, id: pid, cow: 0, tables: tablesOf(start.vmas), settled: true };
  arch.spaces.set(pid, space);
  arch.current = pid;
  yield* tables(pid, space.tables, "table-made");
  yield { op: "mov-cr3", space: pid };
  yield* run("load_segment", 2);
  yield* run("do_mmap", start.vmas - 2);
  yield* startFaults(space, arch.faultAround);
  yield { op: "user", cycles: start.user };
}

function* exit(arch: Arch, pid: Pid): Generator<Op> {
  const space = arch.spaces.get(pid);
  yield* run("exit_task");
  if (space) yield* takeDown(space);
  arch.spaces.delete(pid);
  yield* run("schedule");
}

/** context_switch(), switch_to(): nothing to do where the same process goes on. */
function* switchTo(arch: Arch, pid: Pid): Generator<Op> {
  if (arch.current === pid) return;
  arch.current = pid;
  yield routine("switch_to");
  yield { op: "mov-cr3", space: pid };
  yield { op: "load-stack" };
  for (let i = 0; i < 2; i++) yield { op: "load-segment" };
  yield { op: "stts" };
  yield { op: "touch", space: pid, page: STACK_PAGE, bytes: 256, write: true };
  for (let i = 0; i < WORKING_SET; i++) yield { op: "touch", space: pid, page: TEXT_PAGE + i, bytes: 64, write: false };
  yield { op: "touch", space: pid, page: ANON_PAGE, bytes: 64, write: true };
  yield* settle(arch, pid);
}

/** A handler's frame is put on the stack; when it returns, sigreturn(2) takes it off. */
function* handler(): Generator<Op> {
  yield* run("setup_frame");
  for (let i = 0; i < 2; i++) yield { op: "load-segment" };
  yield { op: "user", cycles: 40 };
  yield { op: "syscall" };
  yield* run("sys_sigreturn");
  for (let i = 0; i < 2; i++) yield { op: "load-segment" };
  yield { op: "sysret" };
}

function* making(k: Kernel, parent: DentryId): Generator<Op> {
  const dentry = get(k.dentries, parent);
  const body = dentry && get(k.inodes, dentry.inode)?.body;
  yield* run("dentry_alloc");
  yield* run("new_inode");
  // ext2_add_link() looks at every name that is there before it adds one
  if (body?.kind === "dir") yield* run("scan_entry", countNames(body.entries));
  yield* run("add_entry");
  yield* run("journal", 2);
}

/** The last name of a file is gone: its pages and blocks are given back. */
function* removed(k: Kernel, id: DentryId): Generator<Op> {
  const dentry = get(k.dentries, id);
  const inode = dentry && get(k.inodes, dentry.inode);
  if (!inode || inode.nlink > 1) return;
  yield* run("delete_inode");
  if (inode.body.kind === "file") yield* run("truncate_page", Math.ceil(inode.body.size / PAGE));
}

/** generic_file_write(): each page found or made in the cache, a block for each new one. */
function* write(k: Kernel, inode: InodeId, offset: number, bytes: number): Generator<Op> {
  const body = get(k.inodes, inode)?.body;
  const size = body?.kind === "file" ? body.size : 0;
  const touched = Math.ceil((offset + bytes) / PAGE) - Math.floor(offset / PAGE);
  const fresh = Math.max(0, Math.ceil((offset + bytes) / PAGE) - Math.ceil(size / PAGE));
  yield* run("page_cache", touched);
  yield* run("get_block", fresh);
}

function* unmap(k: Kernel, pid: Pid, page: number): Generator<Op> {
  const map = get(k.tasks, pid)?.memory.maps?.find((m) => m.page === page);
  const present = map ? map.present.reduce((sum, word) => sum + bitsIn(word), 0) : 0;
  yield* run("zap_pte", present);
  if (present > 0) yield { op: "set-pte", space: pid, page, count: present, live: true };
  yield { op: "mov-cr3", space: pid };
}

function bitsIn(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}

function* access(arch: Arch, e: Extract<WorldEvent, { type: "memory.accessed" }>): Generator<Op> {
  const { pid: space, page, pages, bytes, write, cycles } = e;
  yield* settle(arch, space);
  if (cycles > 0) yield { op: "user", cycles };
  if (e.fault === "protection") {
    yield { op: "exception", vector: PAGE_FAULT };
    yield routine("do_page_fault");
    yield* run("bad_area");
    yield { op: "iret" };
    return;
  }
  if (e.fault === "file") {
    yield* fault(space, page, "file", bytes);
    return;
  }
  for (let at = page; at < page + pages; at++) yield { op: "touch", space, page: at, bytes, write };
}

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
