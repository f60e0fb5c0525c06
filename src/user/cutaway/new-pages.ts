// A guest's program touches pages for the first time. The guest's kernel takes a page fault for each, maps the page in its
// own tables, and the program tries again. What of this leaves the guest depends on how its memory is pretended.

import { type Access, type Paging, walk } from "../../machine/mmu.ts";
import { entry, type Memory, mapPage, type PagingMode } from "../../machine/page-table.ts";
import { nestedWalk } from "../../virt/kvm/ept.ts";
import { kvmShadow, kvmShadowStep } from "../../virt/kvm/shadow.ts";
import { emptyTdp, handleViolation, type Tdp } from "../../virt/kvm/tdp.ts";
import type { ShadowEvent, ShadowOp } from "../../virt/shadow/shadow.ts";

const FIRST = 0x0900_0000; // the program's heap
const NEIGHBOUR = FIRST - 4096; // a page of it that is mapped already, so that the tables are there
const CR3 = 16;
const FRAMES = 4096; // of the guest's memory
const MACHINE = 100_000;
const WRITE: Access = { write: true, user: true };

type Counted = readonly (readonly [cause: string, count: number])[];

/** How often the guest is left, by cause, while `pages` new pages are touched. */
export function exitsOfNewPages(pages: number, way: "shadow" | "nested", mode: PagingMode): Counted {
  const paging = { mode, cr3: CR3, writeProtect: true };
  const leaf = (frame: number) => entry(frame, { user: true, writable: true });
  const before = mapPage({}, paging, NEIGHBOUR, leaf(1000), { free: 17 }).memory;
  const start = mapPage(before, paging, FIRST, leaf(1001), { free: 32 }).memory;
  return way === "shadow" ? underShadow(start, paging, pages) : underEpt(start, paging, pages);
}

/** Where the entry of a page stands in the guest's tables. */
function entryOf(guest: Memory, how: Paging, address: number): { readonly table: number; readonly index: number } {
  const last = walk(guest, how, address).references.at(-1);
  if (last?.level !== 1) throw new Error("the guest has no table for this page");
  return last;
}

function underShadow(guest: Memory, how: Paging, pages: number): Counted {
  const frames = Object.fromEntries(Array.from({ length: FRAMES }, (_, n) => [n, MACHINE + n]));
  let state = kvmShadow(guest, how, frames, 2 * MACHINE);
  const seen: ShadowEvent["type"][] = [];
  const run = (op: ShadowOp) => {
    const step = kvmShadowStep(state, op);
    state = step.state;
    seen.push(...step.events.map(({ type }) => type));
  };
  run({ op: "access", address: NEIGHBOUR, access: WRITE });
  run({ op: "access", address: FIRST, access: WRITE });
  seen.length = 0;
  for (let n = 1; n <= pages; n++) {
    const address = FIRST + n * 4096;
    run({ op: "access", address, access: WRITE }); // the guest's kernel gets its page fault …
    const { table, index } = entryOf(state.memory.guest, how, address);
    run({ op: "write-entry", table, index, value: entry(2000 + n, { user: true, writable: true }) }); // … and maps
    run({ op: "access", address, access: WRITE });
  }
  const causes = ["true-fault", "trace-fault", "hidden-fault"] as const;
  return causes.map((cause) => [cause, seen.filter((type) => type === cause).length] as const);
}

function underEpt(guest: Memory, how: Paging, pages: number): Counted {
  const slots = [{ base: 0, frames: FRAMES }];
  let tdp: Tdp = emptyTdp(slots, MACHINE, false);
  for (let frame = 0; frame < FRAMES; frame++) tdp = handleViolation(tdp, frame * 4096).tdp;
  let violations = 0;
  let own = 0;
  let tables = guest;
  const touch = (address: number) => {
    const { outcome } = nestedWalk(tables, how, tdp.ept, address, WRITE);
    if ("exit" in outcome) violations++;
    else if (!outcome.ok) own++; // the guest's kernel takes it: no exit
  };
  for (let n = 1; n <= pages; n++) {
    const address = FIRST + n * 4096;
    touch(address);
    const leaf = entry(2000 + n, { user: true, writable: true });
    tables = mapPage(tables, how, address, leaf, { free: 64 }).memory;
    touch(address);
  }
  if (own !== pages) throw new Error("the guest's kernel did not see its page faults");
  return [["EPT violation", violations]];
}
