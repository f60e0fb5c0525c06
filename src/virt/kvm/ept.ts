// Extended page tables: a second set of tables, the hypervisor's, under those of the guest.
//
//   guest-virtual ── the guest's tables ──> guest-physical ── EPT ──> machine
//
// The guest may do with its own tables what it likes, without an exit: they hold guest-physical frames, and the
// processor translates each of those once more. The price is paid at a TLB miss. Every frame that the walk meets - each
// table of the guest, and the page at the end - is guest-physical, and so takes a walk of the EPT of its own:
//
//   guest:   cr3 ─> level 4 ─> level 3 ─> level 2 ─> level 1 ─> page        n entries of the guest's tables
//             │        │          │          │          │                 + (n + 1) walks of m entries each
//   EPT:     4 3 2 1  4 3 2 1    4 3 2 1    4 3 2 1    4 3 2 1            = 4 + 5 * 4 = 24 references
//
// What the EPT does not allow leaves the guest: a violation (the page is not there yet) or a misconfiguration (which KVM
// writes on purpose, for the memory of devices). SDM Vol. 3, 28.2. Simplified: the A and D bits of the EPT are left out.

import { type Access, type PageFault, type Paging, walk } from "../../machine/mmu.ts";
import { type Frame, indexOf, type Memory, PAGING, spanOf } from "../../machine/page-table.ts";
import type { ExitReason } from "./exit-reason.ts";

/** An entry of an EPT table, SDM Vol. 3, tables 28-1 to 28-6. Not present: none of the three rights. */
export interface EptEntry {
  readonly frame: Frame;
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
  readonly large: boolean;
}

export interface Ept {
  readonly levels: 4 | 5;
  /** The frame in the EPT pointer. */
  readonly root: Frame;
  readonly tables: Readonly<Record<Frame, Readonly<Record<number, EptEntry>>>>;
}

/** One reference to memory of a two-dimensional walk. */
export interface NestedReference {
  /** Whose table is read: the guest's own, or the hypervisor's EPT. */
  readonly owner: "guest" | "hypervisor";
  readonly level: number;
  /** Frame of the table: guest-physical for the guest's, machine for the EPT's. */
  readonly table: Frame;
  readonly index: number;
  /** Machine frame that is really read. */
  readonly machine: Frame;
  /** What the walk of the EPT is for: the guest's table of that level, or (0) the page itself. */
  readonly seeking: number;
}

export interface EptExit {
  readonly ok: false;
  readonly exit: Extract<ExitReason, "EPT_VIOLATION" | "EPT_MISCONFIG">;
  /** SDM Vol. 3, table 27-7: how memory was used (bits 0-2), what the entry allows (3-5), 7 and 8: for what. */
  readonly qualification: number;
  /** The guest-physical address, byte by byte, that had no translation. */
  readonly guestPhysical: number;
}

export interface NestedWalk {
  readonly references: readonly NestedReference[];
  readonly outcome: { readonly ok: true; readonly frame: Frame; readonly guestFrame: Frame } | PageFault | EptExit;
}

/** The walk of a guest-virtual address through both dimensions: every reference to memory, in order. */
export function nestedWalk(guest: Memory, paging: Paging, ept: Ept, address: number, access: Access = {}): NestedWalk {
  const references: NestedReference[] = [];
  const own = walk(guest, paging, address, access);
  for (const { level, table, index, from } of own.references) {
    if (from !== "memory") continue;
    const where = table * 4096 + index * PAGING[paging.mode].entryBytes;
    const found = eptWalk(ept, where, {}, level);
    references.push(...found.references);
    if (!found.outcome.ok) return { references, outcome: { ...found.outcome, qualification: qualified(found, false) } };
    references.push({ owner: "guest", level, table, index, machine: found.outcome.frame, seeking: level });
  }
  // The guest's own page fault: it is the guest's business, and there is no exit.
  if (!own.outcome.ok) return { references, outcome: own.outcome };

  const guestFrame = own.outcome.frame;
  const found = eptWalk(ept, guestFrame * 4096 + (address % 4096), access, 0);
  references.push(...found.references);
  if (!found.outcome.ok) return { references, outcome: { ...found.outcome, qualification: qualified(found, true) } };
  return { references, outcome: { ok: true, frame: found.outcome.frame, guestFrame } };
}

interface EptWalk {
  readonly references: readonly NestedReference[];
  readonly outcome: { readonly ok: true; readonly frame: Frame } | EptExit;
}

const VALID_LINEAR = 2 ** 7; // the guest-physical address comes from a guest-virtual one
const FINAL = 2 ** 8; // it is the page's own, not that of a table

function qualified({ outcome }: EptWalk, final: boolean): number {
  if (outcome.ok || outcome.exit === "EPT_MISCONFIG") return 0;
  return outcome.qualification + VALID_LINEAR + (final ? FINAL : 0);
}

/** A guest-physical address through the EPT alone. */
function eptWalk(ept: Ept, guestPhysical: number, { write, fetch }: Access, seeking: number): EptWalk {
  const mode = ept.levels === 4 ? "4-level" : "5-level";
  const references: NestedReference[] = [];
  let table = ept.root;
  let rights = 0b111; // read, write, execute: what every level allows
  for (let level: number = ept.levels; ; level--) {
    const index = indexOf(mode, level, guestPhysical);
    const entry = ept.tables[table]?.[index];
    references.push({ owner: "hypervisor", level, table, index, machine: table, seeking });
    const allowed = entry ? bits(entry) : 0;
    // "110b", write without read, is never a valid entry: SDM Vol. 3, 28.2.3.1.
    if (entry && !entry.read && entry.write) {
      return { references, outcome: { ok: false, exit: "EPT_MISCONFIG", qualification: 0, guestPhysical } };
    }
    rights &= allowed;
    const wanted = write ? 0b010 : fetch ? 0b100 : 0b001;
    const last = level === 1 || entry?.large;
    if (!entry || allowed === 0 || (last && (rights & wanted) === 0)) {
      const qualification = wanted + rights * 8;
      return { references, outcome: { ok: false, exit: "EPT_VIOLATION", qualification, guestPhysical } };
    }
    if (last) {
      const frame = entry.frame + Math.floor((guestPhysical % spanOf(mode, level)) / 4096);
      return { references, outcome: { ok: true, frame } };
    }
    table = entry.frame;
  }
}

function bits({ read, write, execute }: EptEntry): number {
  return (read ? 1 : 0) + (write ? 2 : 0) + (execute ? 4 : 0);
}
