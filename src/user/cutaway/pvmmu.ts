// pvmmu: a para-virtual guest changes its page tables by asking Xen, which checks each entry.
//
//   pvmmu --batch=8 2048       2048 entries, eight to a hypercall
//   pvmmu --map=table          one entry that maps a page-table page of its own, writable
//   pvmmu --store              without asking: the guest's own store into a page table

import { type Entry, entry, type Memory } from "../../machine/page-table.ts";
import type { FrameInfo, XenMemory } from "../../virt/xen/frame-table.ts";
import { hypercallPath } from "../../virt/xen/hypercall-path.ts";
import { guestStore, MMU_BATCH, type MmuUpdate, mmuextOp, mmuUpdate } from "../../virt/xen/memory.ts";
import { entriesIntoXen } from "../../virt/xen/trap-path.ts";
import type { Main, Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { choice, columns, count, teachingTool } from "./teaching-tool.ts";

const GUEST = 1;
const NEIGHBOUR = 2;
const ROOT = 1;
const TABLES = [2, 3] as const; // level-1 tables of 1024 entries each: room for 2048
const DATA = 10;
const OTHERS = 20;
const XENS = 21;
const ENTRIES = 1024;
const MOST = TABLES.length * ENTRIES;
const WRITABLE = { writable: true, user: true };

const frame = (owner: FrameInfo["owner"]): FrameInfo => ({ owner, type: "none", typeCount: 0, pinned: false });

/** A domain whose page tables are in use: pinned, validated, and loaded. */
function domain(): XenMemory {
  const contents: Memory = { [ROOT]: Object.fromEntries(TABLES.map((table, i) => [i, entry(table, WRITABLE)])) };
  const frames = {
    ...Object.fromEntries([ROOT, ...TABLES, DATA].map((n) => [n, frame(GUEST)])),
    [OTHERS]: frame(NEIGHBOUR),
    [XENS]: frame("xen"),
  };
  const start: XenMemory = { mode: "32-bit", frames, contents, roots: {} };
  const { memory, refused } = mmuextOp(start, GUEST, [
    { cmd: "MMUEXT_PIN_TABLE", frame: ROOT, level: 2 },
    { cmd: "MMUEXT_NEW_BASEPTR", frame: ROOT },
  ]);
  if (refused) throw new Error(`the guest's first tables are refused: ${refused}`);
  return memory;
}

const write = (n: number, value: Entry): MmuUpdate => ({
  table: TABLES[Math.floor(n / ENTRIES)] as number,
  index: n % ENTRIES,
  value,
});

function* many(cmd: Cmd, updates: number, batch: number): Run<void> {
  let memory = domain();
  let hypercalls = 0;
  let checked = 0;
  for (let from = 0; from < updates; from += batch) {
    const some = Math.min(batch, updates - from);
    const queue = Array.from({ length: some }, (_, i) => write(from + i, entry(DATA, WRITABLE)));
    const result = mmuUpdate(memory, GUEST, queue);
    if (result.refused) throw new Error(`an entry of the guest's own is refused: ${result.refused}`);
    memory = result.memory;
    checked += result.done;
    hypercalls++;
  }
  const rows = [
    ["entries checked:", `${checked}`],
    ["hypercalls:", `${hypercalls}`],
    ["entries into Xen:", `${hypercalls * entriesIntoXen(hypercallPath())}`],
  ];
  yield* cmd.print(columns(rows));
}

const TARGETS = { data: DATA, table: TABLES[0], neighbour: OTHERS, xen: XENS } as const;

export const pvmmuMain: Main = teachingTool(
  {
    name: "pvmmu",
    usage: "[OPTION]... [ENTRIES]",
    about: `Let a para-virtual guest of Xen change its page tables (at most ${MOST} entries).`,
    options: `
  -b, --batch=N            entries to a hypercall; 1 unless given, at most ${MMU_BATCH}
  -m, --map=WHAT           map one page writable: data, table (of its own), neighbour or xen
  -r, --read-only          with --map: not writable
  -s, --store              write a page table without a hypercall`,
  },
  function* (cmd) {
    const [word = "1"] = cmd.operands;
    const batch = yield* count(cmd, "batch", 1, MMU_BATCH);
    if (cmd.has("store")) {
      const stored = guestStore(domain(), GUEST, write(0, entry(DATA, WRITABLE)));
      yield* cmd.print(`store: ${stored === "page-fault" ? "page fault" : "done"}\n`);
    } else if (cmd.has("map")) {
      const what = yield* choice(cmd, "map", ["data", "table", "neighbour", "xen"]);
      const bits = { user: true, writable: !cmd.has("read-only") };
      const { refused } = mmuUpdate(domain(), GUEST, [write(0, entry(TARGETS[what], bits))]);
      yield* cmd.print(`mmu_update: ${refused ? `EINVAL (${refused})` : "0"}\n`);
    } else {
      const updates = /^\d+$/.test(word) ? Number(word) : 0;
      if (updates < 1 || updates > MOST) yield* cmd.misuse(`expected a number from 1 to ${MOST}, not '${word}'`);
      yield* many(cmd, updates, batch);
    }
    return 0;
  },
);
