// Xen's memory-management hypercalls: a guest writes its own page tables, and Xen checks each write.
//
//   guest:  queue, queue, queue … ── mmu_update(up to 2048 of them) ──> Xen: validate, write, validate, write …
//
// The tables hold machine frames and are the ones that the processor uses; there is no second set. Reading them is free;
// only to write them the guest must ask. A new table is built in ordinary memory, at full speed, and handed over once:
// pinned, it is validated as a whole.
//
// Sources: Barham et al., SOSP 2003, 3.3.3; Xen 2.0 interface manual; Xen 2 and 3, xen/arch/x86/mm.c, where every refusal
// below is -EINVAL (later versions tell some of them apart: -EBUSY, -EPERM).

import { EINVAL, type Errno } from "../../kernel/abi/errno.ts";
import { walk } from "../../machine/mmu.ts";
import { type Entry, entryAt, type Frame, withEntry } from "../../machine/page-table.ts";
import {
  type Attempt,
  type DomainId,
  getEntry,
  getPageType,
  levelOf,
  type PageType,
  putEntry,
  putPageType,
  type Refusal,
  rootType,
  withFrame,
  type XenMemory,
} from "./frame-table.ts";

/** One update: the entry's machine address, as table and index, and its new value (null: zero). */
export interface MmuUpdate {
  readonly table: Frame;
  readonly index: number;
  readonly value: Entry | null;
}

/** What a memory hypercall comes to. `done`: how many were carried out before the first that was refused. */
export interface MmuResult {
  readonly memory: XenMemory;
  readonly done: number;
  /** Why that one was refused; null: all were carried out. */
  readonly refused: Refusal | null;
  /** What the hypercall returns. */
  readonly status: 0 | Errno;
  /** What the guest's processor forgets, or null. */
  readonly flush: "tlb" | "page" | null;
}

/** "Amortize each hypercall across 2048 updates": the length of XenLinux's queue. */
export const MMU_BATCH = 2048;

/**
 * mmu_update: the updates in order, up to the first that Xen refuses. `owner`: whose pages domain 0 maps (it may map those
 * of the domains that it builds and serves; anybody else has only its own).
 */
export function mmuUpdate(
  memory: XenMemory,
  dom: DomainId,
  updates: readonly MmuUpdate[],
  owner: DomainId = dom,
): MmuResult {
  return inTurn(memory, updates, (now, update) => updateEntry(now, dom, owner, update));
}

function inTurn<T>(memory: XenMemory, items: readonly T[], one: (memory: XenMemory, item: T) => Attempt): MmuResult {
  let done = 0;
  for (const item of items) {
    const attempt = one(memory, item);
    if (!attempt.ok) return { memory, done, refused: attempt.why, status: EINVAL, flush: null };
    memory = attempt.memory;
    done++;
  }
  return { memory, done, refused: null, status: 0, flush: null };
}

function updateEntry(memory: XenMemory, dom: DomainId, owner: DomainId, { table, index, value }: MmuUpdate): Attempt {
  if (owner !== dom && dom !== 0) return { ok: false, why: "not-privileged" };
  const info = memory.frames[table];
  if (!info) return { ok: false, why: "no-such-frame" };
  if (info.owner !== dom) return { ok: false, why: "not-its-own-frame" };
  const level = info.typeCount > 0 ? levelOf(info.type) : 0;
  if (level === 0) {
    // Not a table (yet): any value will do, as long as the frame may be written at all.
    const used = getPageType(memory, dom, table, "writable");
    if (!used.ok) return used;
    const contents = withEntry(memory.contents, table, index, value);
    return { ok: true, memory: { ...putPageType(used.memory, table), contents } };
  }
  // The new entry is taken before the old one is given back, so that a frame in both never counts as unused.
  const old = entryAt(memory.contents, table, index) ?? null;
  const taken = getEntry(memory, level === 1 ? owner : dom, level, index, value);
  if (!taken.ok) return taken;
  const written = { ...taken.memory, contents: withEntry(taken.memory.contents, table, index, value) };
  return { ok: true, memory: putEntry(written, level, old) };
}

/**
 * The guest's own store to a frame, without Xen. A kernel maps all its memory; what is a table in use, or of segment
 * descriptors, it can only have mapped read-only, so that the store is a page fault.
 */
export function guestStore(
  memory: XenMemory,
  dom: DomainId,
  { table, index, value }: MmuUpdate,
): XenMemory | "page-fault" {
  const info = memory.frames[table];
  const readOnly = info && info.typeCount > 0 && info.type !== "writable";
  if (!info || info.owner !== dom || readOnly) return "page-fault";
  return { ...memory, contents: withEntry(memory.contents, table, index, value) };
}

/** Commands of mmuext_op, by the names of xen.h; with the Xen of 2003 they were commands inside mmu_update. */
export type MmuExtOp =
  | { readonly cmd: "MMUEXT_PIN_TABLE"; readonly frame: Frame; readonly level: 1 | 2 | 3 | 4 }
  | { readonly cmd: "MMUEXT_UNPIN_TABLE"; readonly frame: Frame }
  | { readonly cmd: "MMUEXT_NEW_BASEPTR" | "MMUEXT_NEW_USER_BASEPTR"; readonly frame: Frame }
  | { readonly cmd: "MMUEXT_TLB_FLUSH_LOCAL" }
  | { readonly cmd: "MMUEXT_INVLPG_LOCAL"; readonly address: number };

/** mmuext_op: tables are pinned and loaded, the TLB is told. */
export function mmuextOp(memory: XenMemory, dom: DomainId, ops: readonly MmuExtOp[]): MmuResult {
  const result = inTurn(memory, ops, (now, op) => extended(now, dom, op));
  return { ...result, flush: flushOf(ops.slice(0, result.done)) };
}

function extended(memory: XenMemory, dom: DomainId, op: MmuExtOp): Attempt {
  switch (op.cmd) {
    case "MMUEXT_PIN_TABLE": {
      if (memory.frames[op.frame]?.pinned) return { ok: false, why: "already-pinned" };
      const used = getPageType(memory, dom, op.frame, `l${op.level}` as PageType);
      return used.ok ? { ok: true, memory: withFrame(used.memory, op.frame, { pinned: true }) } : used;
    }
    case "MMUEXT_UNPIN_TABLE": {
      const info = memory.frames[op.frame];
      if (!info) return { ok: false, why: "no-such-frame" };
      if (info.owner !== dom) return { ok: false, why: "not-its-own-frame" };
      if (!info.pinned) return { ok: false, why: "not-pinned" };
      return { ok: true, memory: putPageType(withFrame(memory, op.frame, { pinned: false }), op.frame) };
    }
    case "MMUEXT_NEW_BASEPTR":
      return newRoot(memory, dom, op.frame, "kernel");
    case "MMUEXT_NEW_USER_BASEPTR":
      // Only 64-bit guests have two roots: their kernel and their programs are both in ring 3 (rings.ts).
      return memory.mode === "4-level" ? newRoot(memory, dom, op.frame, "user") : { ok: false, why: "not-a-table" };
    case "MMUEXT_TLB_FLUSH_LOCAL":
    case "MMUEXT_INVLPG_LOCAL":
      return { ok: true, memory };
    default:
      return op satisfies never;
  }
}

/** The root in use is a use of its frame: it cannot become writable while the processor walks it. */
function newRoot(memory: XenMemory, dom: DomainId, frame: Frame, which: "kernel" | "user"): Attempt {
  const used = getPageType(memory, dom, frame, rootType(memory));
  if (!used.ok) return used;
  const roots = memory.roots[dom] ?? { kernel: null, user: null };
  const loaded = { ...used.memory, roots: { ...memory.roots, [dom]: { ...roots, [which]: frame } } };
  const old = roots[which];
  return { ok: true, memory: old === null ? loaded : putPageType(loaded, old) };
}

function flushOf(ops: readonly MmuExtOp[]): MmuResult["flush"] {
  const all = ops.some(({ cmd }) => cmd === "MMUEXT_TLB_FLUSH_LOCAL" || cmd === "MMUEXT_NEW_BASEPTR");
  return all ? "tlb" : ops.some(({ cmd }) => cmd === "MMUEXT_INVLPG_LOCAL") ? "page" : null;
}

/** update_va_mapping: the last entry of an address in the current address space, found by Xen, and the TLB told at once. */
export function updateVaMapping(
  memory: XenMemory,
  dom: DomainId,
  address: number,
  value: Entry | null,
  flush: MmuResult["flush"],
): MmuResult {
  const root = memory.roots[dom]?.kernel;
  const nothing = { memory, done: 0, status: EINVAL, flush: null };
  if (root === undefined || root === null) return { ...nothing, refused: "no-page-table" };
  const paging = { mode: memory.mode, cr3: root, writeProtect: true };
  const last = walk(memory.contents, paging, address).references.at(-1);
  if (last?.level !== 1) return { ...nothing, refused: "no-page-table" };
  const result = mmuUpdate(memory, dom, [{ table: last.table, index: last.index, value }]);
  return { ...result, flush: result.refused ? null : flush };
}

/** A long list of updates as XenLinux makes it: a hypercall for each full queue, and one for the rest. */
export function flushQueue(
  memory: XenMemory,
  dom: DomainId,
  updates: readonly MmuUpdate[],
): MmuResult & { readonly hypercalls: number } {
  let result: MmuResult = { memory, done: 0, refused: null, status: 0, flush: null };
  let hypercalls = 0;
  for (let from = 0; from < updates.length && !result.refused; from += MMU_BATCH) {
    const next = mmuUpdate(result.memory, dom, updates.slice(from, from + MMU_BATCH));
    result = { ...next, done: result.done + next.done };
    hypercalls++;
  }
  return { ...result, hypercalls };
}
