// Processes and the processor: fork, exec, exit, the switch from one to the next.

import { ANON_PAGE, type Op } from "../../machine/op.ts";
import type { InodeId } from "../fs/inode.ts";
import type { Path } from "../fs/path.ts";
import { inodeBehind } from "../fs/real.ts";
import { get } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import type { Devices } from "./devices.ts";
import { copyFaults, routine, run, startFaults } from "./faults.ts";
import { readIn } from "./file-work.ts";
import { type Space, STACK_PAGE, startOf, TEXT_PAGE, tablesOf, writtenAfterFork } from "./space.ts";

/** What is known of the processor and the address spaces between two events. */
export interface Arch {
  readonly spaces: Map<Pid, Space>;
  /** Whose address space is in cr3. */
  current: Pid | null;
  readonly devices: Devices;
  /** How much of each file is in memory, read or written since the machine was switched on: bytes. */
  readonly cached: Map<InodeId, number>;
  /** Bytes of files that were written and are not on the disk yet. */
  readonly dirty: Map<InodeId, number>;
  /** Pages of a file that are mapped around a fault: the kernel's fault_around_bytes. */
  readonly faultAround: number;
}

export const newArch = (faultAround: number, devices: Devices): Arch => ({
  spaces: new Map(),
  current: null,
  devices,
  cached: new Map(),
  dirty: new Map(),
  faultAround,
});

const PAGE = 4096; // bytes
const WORKING_SET = 3; // pages of text that a process touches as soon as it runs

/** After a fork a process writes to its memory before it calls again, and copies what it writes to. */
export function* settle(arch: Arch, pid: Pid): Generator<Op> {
  const space = arch.spaces.get(pid);
  if (!space || space.settled) return;
  const count = writtenAfterFork(space);
  arch.spaces.set(pid, { ...space, cow: space.cow - count, settled: true });
  yield* copyFaults(space, count);
}

const EMPTY: Omit<Space, "id"> = { file: 30, anon: 12, cow: 0, tables: 2, vmas: 6, settled: true };

/** do_fork(), copy_mm(), copy_page_range() */
export function* clone(arch: Arch, child: Pid, parent: Pid, k: Kernel): Generator<Op> {
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
export function* exec(
  arch: Arch,
  pid: Pid,
  exe: Path,
  needed: readonly string[],
  dynamic: boolean,
  k: Kernel,
): Generator<Op> {
  const old = arch.spaces.get(pid);
  yield* run("do_execve");
  if (old) yield* takeDown(old);
  const inode = inodeBehind(k, exe);
  const size = inode?.body.kind === "file" ? inode.body.size : 0;
  const start = startOf(size, needed, dynamic);
  if (inode) yield* readIn(arch, k, inode, Math.min(size, start.file * PAGE));
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

export function* exit(arch: Arch, pid: Pid): Generator<Op> {
  const space = arch.spaces.get(pid);
  yield* run("exit_task");
  if (space) yield* takeDown(space);
  arch.spaces.delete(pid);
  yield* run("schedule");
}

/** context_switch(), switch_to(): nothing to do where the same process goes on. */
export function* switchTo(arch: Arch, pid: Pid): Generator<Op> {
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
export function* handler(): Generator<Op> {
  yield* run("setup_frame");
  for (let i = 0; i < 2; i++) yield { op: "load-segment" };
  yield { op: "user", cycles: 40 };
  yield { op: "syscall" };
  yield* run("sys_sigreturn");
  for (let i = 0; i < 2; i++) yield { op: "load-segment" };
  yield { op: "sysret" };
}
