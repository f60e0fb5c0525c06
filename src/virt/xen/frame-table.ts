// Xen's frame table: what each frame of the machine is used for, and by how many.
//
//   type        none ──> writable ──> none ──> l1 ──> none ──> seg_desc …
//   may change only while nobody uses the frame by its old type: its type count is 0
//
// A frame has one type at a time. That is the whole of Xen's memory protection: what is a page table (and counted as
// one) cannot at the same time be counted as writable, so no guest can have a page-table page mapped writable; and what
// becomes a page table is first validated, entry by entry.
//
// After Xen 2 and 3, xen/arch/x86/mm.c (get_page_type, put_page_type, alloc_l1_table …). Simplified: a 32-bit guest without
// PAE or a 64-bit one; no linear page tables, no superpages, no memory of devices, and a type that nobody counts is "none".

import type { Entry, Frame, Memory } from "../../machine/page-table.ts";

export type DomainId = number;

/** PGT_none, PGT_writable_page, PGT_l1_page_table … PGT_seg_desc_page. */
export type PageType = "none" | "writable" | "l1" | "l2" | "l3" | "l4" | "seg_desc";

export interface FrameInfo {
  /** The domain whose memory it is; Xen's own frames cannot be used by anybody else. */
  readonly owner: DomainId | "xen";
  readonly type: PageType;
  /** Uses of the frame by its type: writable mappings, or entries that point to it as a table. */
  readonly typeCount: number;
  /** The guest has asked that it stay a table although no entry points to it. It is one of the uses. */
  readonly pinned: boolean;
}

export interface XenMemory {
  /** Form of the guests' page tables. */
  readonly mode: "32-bit" | "4-level";
  readonly frames: Readonly<Record<Frame, FrameInfo>>;
  /** What frames hold, where that are entries of page tables. Frames are machine frames: there is no shadow. */
  readonly contents: Memory;
  /** The root that each domain's virtual processor uses, and with 64 bits the one of its user mode. */
  readonly roots: Readonly<Record<DomainId, { readonly kernel: Frame | null; readonly user: Frame | null }>>;
}

/** Why Xen refuses. */
export type Refusal =
  | "no-such-frame"
  | "not-its-own-frame"
  | "type-in-use"
  | "reserved-for-xen"
  | "superpage"
  | "not-a-table"
  | "already-pinned"
  | "not-pinned"
  | "not-privileged"
  | "no-page-table";

export type Attempt = { readonly ok: true; readonly memory: XenMemory } | { readonly ok: false; readonly why: Refusal };

const refuse = (why: Refusal): Attempt => ({ ok: false, why });
const accept = (memory: XenMemory): Attempt => ({ ok: true, memory });

export function levelOf(type: PageType): number {
  return type === "l1" || type === "l2" || type === "l3" || type === "l4" ? Number(type[1]) : 0;
}

function tableType(level: number): PageType {
  return `l${level}` as PageType;
}

export function rootType({ mode }: XenMemory): PageType {
  return mode === "32-bit" ? "l2" : "l4";
}

/**
 * Entries of a root table that are Xen's own, in every address space: the top 64 MiB of 32 bits, and slots 256 to 271
 * of 64 bits (xen/include/asm-x86/config.h).
 */
function isXenSlot({ mode }: XenMemory, level: number, index: number): boolean {
  if (mode === "32-bit") return level === 2 && index >= 1008;
  return level === 4 && index >= 256 && index <= 271;
}

function put(memory: XenMemory, frame: Frame, change: Partial<FrameInfo>): XenMemory {
  const info = memory.frames[frame];
  if (!info) throw new Error(`xen: no frame ${frame}`);
  return { ...memory, frames: { ...memory.frames, [frame]: { ...info, ...change } } };
}

export const withFrame = put;

/** get_page_type: one more use of `frame` as `type` by domain `dom`. A table is validated when its first use begins. */
export function getPageType(memory: XenMemory, dom: DomainId, frame: Frame, type: PageType): Attempt {
  const info = memory.frames[frame];
  if (!info) return refuse("no-such-frame");
  if (info.owner !== dom) return refuse("not-its-own-frame");
  if (info.typeCount > 0) {
    if (info.type !== type) return refuse("type-in-use");
    return accept(put(memory, frame, { typeCount: info.typeCount + 1 }));
  }
  const typed = put(memory, frame, { type, typeCount: 1 });
  return levelOf(type) > 0 ? validate(typed, dom, frame, levelOf(type)) : accept(typed);
}

/** put_page_type: one use less. A table that nobody uses any more gives back all that its entries use. */
export function putPageType(memory: XenMemory, frame: Frame): XenMemory {
  const info = memory.frames[frame];
  if (!info || info.typeCount === 0) throw new Error(`xen: frame ${frame} is not in use`);
  if (info.typeCount > 1) return put(memory, frame, { typeCount: info.typeCount - 1 });
  const freed = put(memory, frame, { type: "none", typeCount: 0 });
  const level = levelOf(info.type);
  if (level === 0) return freed;
  return Object.values(memory.contents[frame] ?? {}).reduce((now, entry) => putEntry(now, level, entry), freed);
}

/** alloc_l1_table and its like: every entry is taken, or none. */
function validate(memory: XenMemory, dom: DomainId, table: Frame, level: number): Attempt {
  let now = memory;
  for (const [index, entry] of Object.entries(memory.contents[table] ?? {})) {
    const taken = getEntry(now, dom, level, Number(index), entry);
    if (!taken.ok) return taken; // the old value of `memory` is still there: nothing has happened
    now = taken.memory;
  }
  return accept(now);
}

/**
 * get_page_from_l1e and its like: may a table of `level` hold this entry at `index`? Whose frames it may point to is
 * `owner`: the guest's own, or, for domain 0, those of a domain that it builds or serves.
 */
export function getEntry(
  memory: XenMemory,
  owner: DomainId,
  level: number,
  index: number,
  entry: Entry | null,
): Attempt {
  if (isXenSlot(memory, level, index)) return refuse("reserved-for-xen");
  if (!entry?.present) return accept(memory);
  if (level > 1)
    return entry.large ? refuse("superpage") : getPageType(memory, owner, entry.frame, tableType(level - 1));
  const info = memory.frames[entry.frame];
  if (!info) return refuse("no-such-frame");
  if (info.owner !== owner) return refuse("not-its-own-frame");
  // Read-only, a guest may map whatever is its own, page tables too: it may know them, but not change them alone.
  return entry.writable ? getPageType(memory, owner, entry.frame, "writable") : accept(memory);
}

/** put_page_from_l1e and its like: what an entry used is given back. */
export function putEntry(memory: XenMemory, level: number, entry: Entry | null): XenMemory {
  if (!entry?.present || (level === 1 && !entry.writable)) return memory;
  return putPageType(memory, entry.frame);
}
