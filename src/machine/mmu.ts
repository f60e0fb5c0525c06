// The memory-management unit: the walk of the page tables that a processor makes when its TLB does not know an address.
//
//   CR3 ─> table ─ entry ─> table ─ entry ─> … ─> page, or a page fault (exception 14) with an error code
//
// The walk is a pure function: it says which entries it read, in order, and what came of it. Rights are those that
// every level allows. With PAE the four entries of the top table are read at MOV to CR3 into registers, so that a walk
// reads two entries from memory, not three (SDM Vol. 3, 4.4.1; the model reads them as they are now: Linux reloads CR3
// whenever it changes one).

import {
  type Entry,
  entryAt,
  type Frame,
  indexOf,
  levelsOf,
  type Memory,
  PAGING,
  type PagingMode,
  spanOf,
  withEntry,
} from "./page-table.ts";

/** What the control registers say about paging. */
export interface Paging {
  readonly mode: PagingMode;
  /** CR3: the frame of the root table. */
  readonly cr3: Frame;
  /** CR0.WP: the kernel, too, may not write to read-only pages. Linux sets it. */
  readonly writeProtect: boolean;
}

/** How memory is used: a read by the kernel unless said otherwise. */
export interface Access {
  readonly write?: boolean;
  readonly user?: boolean;
  readonly fetch?: boolean;
}

/** One entry that a walk read. */
export interface Reference {
  readonly level: number;
  readonly table: Frame;
  readonly index: number;
  /** Null: zero. */
  readonly entry: Entry | null;
  readonly from: "memory" | "pdpte-register";
}

export interface Rights {
  readonly writable: boolean;
  readonly user: boolean;
  readonly executable: boolean;
}

export interface Translation extends Rights {
  readonly ok: true;
  /** The 4096-byte frame that the address is in, also inside a large page. */
  readonly frame: Frame;
  /** Level of the entry that ended the walk: 1, or more for a large page. */
  readonly level: number;
  readonly global: boolean;
  readonly dirty: boolean;
}

export interface PageFault {
  readonly ok: false;
  /** The error code that exception 14 pushes, SDM Vol. 3, figure 4-12. */
  readonly errorCode: number;
  /** Level of the entry that refused. */
  readonly level: number;
}

export interface Walk {
  readonly references: readonly Reference[];
  readonly outcome: Translation | PageFault;
}

/** Bits of a page fault's error code, SDM Vol. 3, 4.7. */
export const PAGE_FAULT = { P: 1, WR: 2, US: 4, RSVD: 8, ID: 16 } as const;

/** Translates `address` as the processor would, without a TLB. */
export function walk(memory: Memory, paging: Paging, address: number, access: Access = {}): Walk {
  const { mode } = paging;
  const references: Reference[] = [];
  let table = paging.cr3;
  let rights: Rights = { writable: true, user: true, executable: true };
  for (let level = levelsOf(mode); ; level--) {
    const index = indexOf(mode, level, address);
    const entry = entryAt(memory, table, index) ?? null;
    const registers = mode === "pae" && level === 3;
    references.push({ level, table, index, entry, from: registers ? "pdpte-register" : "memory" });

    if (!entry?.present) return { references, outcome: fault(mode, access, level, 0) };
    if (level > 1 && entry.large && !isLarge(mode, level, entry)) {
      return { references, outcome: fault(mode, access, level, PAGE_FAULT.P | PAGE_FAULT.RSVD) };
    }
    // The registers of PAE hold no rights: those bits of the top entries are reserved.
    if (!registers) rights = narrow(rights, entry);
    if (level === 1 || entry.large) {
      if (!allows(rights, access, paging)) return { references, outcome: fault(mode, access, level, PAGE_FAULT.P) };
      const frame = entry.frame + Math.floor((address % spanOf(mode, level)) / 4096);
      return { references, outcome: { ok: true, ...rights, frame, level, global: entry.global, dirty: entry.dirty } };
    }
    table = entry.frame;
  }
}

/** A large page is one of a level that has them, and begins where its size divides; else a reserved bit is set. */
function isLarge(mode: PagingMode, level: number, entry: Entry): boolean {
  return PAGING[mode].largeAt.includes(level) && entry.frame % (spanOf(mode, level) / 4096) === 0;
}

/** What is still allowed after one more entry: "the AND of the flags of all entries", SDM Vol. 3, 4.6. */
export function narrow(rights: Rights, entry: Entry): Rights {
  return {
    writable: rights.writable && entry.writable,
    user: rights.user && entry.user,
    executable: rights.executable && !entry.noExecute,
  };
}

/** Whether rights allow an access, SDM Vol. 3, 4.6.1. */
export function allows(rights: Rights, { write, user, fetch }: Access, { writeProtect }: Paging): boolean {
  if (user && !rights.user) return false;
  if (write && !rights.writable && (user || writeProtect)) return false;
  return !fetch || rights.executable;
}

function fault(mode: PagingMode, { write, user, fetch }: Access, level: number, bits: number): PageFault {
  // "I/D … only if CR4.PAE = 1 and IA32_EFER.NXE = 1": 32-bit paging cannot tell a fetch from a read.
  const id = fetch && mode !== "32-bit" ? PAGE_FAULT.ID : 0;
  return { ok: false, level, errorCode: bits | (write ? PAGE_FAULT.WR : 0) | (user ? PAGE_FAULT.US : 0) | id };
}

/** Sets the bits that the processor sets on its way: A in every entry read, and D in the last one at a write. */
export function markUsed(memory: Memory, { references, outcome }: Walk, write: boolean): Memory {
  if (!outcome.ok) return memory;
  return references.reduce((now, { level, table, index, entry, from }) => {
    const dirty = write && level === outcome.level;
    if (!entry || from !== "memory" || (entry.accessed && (entry.dirty || !dirty))) return now;
    return withEntry(now, table, index, { ...entry, accessed: true, dirty: entry.dirty || dirty });
  }, memory);
}
