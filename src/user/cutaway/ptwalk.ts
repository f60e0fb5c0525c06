// ptwalk: the references to memory that a processor makes to find one page, in order.
//
//   ptwalk                 a plain machine: the page tables of a kernel
//   ptwalk --nested        a guest on extended page tables: each of its tables must be found first
//   ptwalk --shadow        a guest on shadow page tables: one set of tables again, the hypervisor's
//
// With --new-pages a guest's kernel maps pages that its program touches for the first time; what leaves the guest
// meanwhile is counted. All memory of that guest is already there on the host; with --first-touch nothing is.

import type { Paging, Walk } from "../../machine/mmu.ts";
import { walk } from "../../machine/mmu.ts";
import { entry, type Memory, mapPage, type PagingMode } from "../../machine/page-table.ts";
import { type NestedReference, nestedWalk } from "../../virt/kvm/ept.ts";
import { kvmShadow, kvmShadowStep } from "../../virt/kvm/shadow.ts";
import { backedBytes, emptyTdp, handleViolation, type Tdp } from "../../virt/kvm/tdp.ts";
import { walkShadow } from "../../virt/shadow/shadow.ts";
import type { Main } from "../program.ts";
import { exitsOfNewPages } from "./new-pages.ts";
import { choice, columns, count, teachingTool } from "./teaching-tool.ts";

const ADDRESS = 0x0804_8000; // where the text of a 32-bit Linux program begins
const CR3 = 16;
const GUEST_TABLES = 17; // frames of the guest's other tables, from here on
const PAGE = 1024;
const GUEST_FRAMES = 4096;
const MACHINE = 100_000; // machine frames of the guest's memory and of the hypervisor's tables, from here on
const MODES: Readonly<Record<string, PagingMode>> = { 4: "4-level", 2: "32-bit", 3: "pae", 5: "5-level" };
const LARGE = 2; // level of the entry of a page of 2 MiB

interface Asked {
  readonly mode: PagingMode;
  readonly eptLevels: 4 | 5;
  readonly largeGuest: boolean;
  readonly largeHost: boolean;
}

/** One line of the list: whose table, its level, where it lies, which entry, and what the walk of the EPT is for. */
type Row = readonly [whose: string, level: string, frame: string, index: string, seeking: string];

const paging = (mode: PagingMode): Paging => ({ mode, cr3: CR3, writeProtect: true });

function guestTables({ mode, largeGuest }: Asked): Memory {
  const leaf = entry(PAGE, { user: true, writable: true, large: largeGuest });
  return mapPage({}, paging(mode), ADDRESS, leaf, { free: GUEST_TABLES, level: largeGuest ? LARGE : 1 }).memory;
}

function plainRows(walked: Walk, whose: string): readonly Row[] {
  return walked.references
    .filter(({ from }) => from === "memory")
    .map(({ level, table, index }) => [whose, `${level}`, `${table}`, `${index}`, ""] as const);
}

function nestedRows(asked: Asked): readonly Row[] {
  const guest = guestTables(asked);
  const how = paging(asked.mode);
  let tdp: Tdp = emptyTdp([{ base: 0, frames: GUEST_FRAMES }], MACHINE, asked.largeHost, asked.eptLevels);
  for (;;) {
    const { references, outcome } = nestedWalk(guest, how, tdp.ept, ADDRESS);
    if (!("exit" in outcome)) return references.map(nestedRow);
    tdp = handleViolation(tdp, outcome.guestPhysical).tdp; // KVM fills what was not touched yet
  }
}

/** The first page that a guest touches, when none of its memory is there on the host yet. */
function firstTouch(asked: Asked): string {
  const guest = guestTables(asked);
  let tdp: Tdp = emptyTdp([{ base: 0, frames: GUEST_FRAMES }], MACHINE, asked.largeHost, asked.eptLevels);
  for (let violations = 0; ; violations++) {
    const { outcome } = nestedWalk(guest, paging(asked.mode), tdp.ept, ADDRESS);
    if ("exit" in outcome) tdp = handleViolation(tdp, outcome.guestPhysical).tdp;
    else {
      return columns([
        ["EPT violations:", `${violations}`],
        ["promised to the guest:", `${GUEST_FRAMES * 4} KiB`],
        ["taken from the host:", `${backedBytes(tdp) / 1024} KiB`],
      ]);
    }
  }
}

function nestedRow({ owner, level, machine, index, seeking }: NestedReference): Row {
  const wanted = seeking === 0 ? "the page" : `guest level ${seeking}`;
  return owner === "guest"
    ? ["guest", `${level}`, `${machine}`, `${index}`, ""]
    : ["EPT", `${level}`, `${machine}`, `${index}`, wanted];
}

function shadowRows(asked: Asked): readonly Row[] {
  const frames = Object.fromEntries(Array.from({ length: GUEST_FRAMES }, (_, n) => [n, MACHINE + n]));
  const empty = kvmShadow(guestTables(asked), paging(asked.mode), frames, 2 * MACHINE);
  const { state } = kvmShadowStep(empty, { op: "access", address: ADDRESS, access: {} });
  return plainRows(walkShadow(state.memory, ADDRESS, {}), "shadow");
}

function sum(rows: readonly Row[]): string {
  const guest = rows.filter(([whose]) => whose === "guest").length;
  const ept = rows.filter(([whose]) => whose === "EPT").length;
  return ept === 0 ? `references: ${rows.length}\n` : `references: ${rows.length} (guest ${guest}, EPT ${ept})\n`;
}

const HEAD = ["#", "table", "level", "frame", "entry", "to find"] as const;

export const ptwalkMain: Main = teachingTool(
  {
    name: "ptwalk",
    usage: "[OPTION]...",
    about: "List the references to memory that a processor makes to find one page.",
    options: `
  -n, --nested             in a guest with extended page tables
  -s, --shadow             in a guest with shadow page tables
  -g, --guest-levels=N     page tables of 4, 2, 3 (PAE) or 5 levels
  -e, --ept-levels=N       extended page tables of 4 or 5 levels
  -l, --large=WHO          pages of 2 MiB: none, guest, host or both
  -c, --count              only the sum
  -f, --first-touch        instead: let a guest with nothing in memory yet touch its first page
  -p, --new-pages=N        instead: let a program touch N new pages, and count the exits`,
  },
  function* (cmd) {
    const levels = yield* choice(cmd, "guest-levels", ["4", "2", "3", "5"]);
    const ept = yield* choice(cmd, "ept-levels", ["4", "5"]);
    const large = yield* choice(cmd, "large", ["none", "guest", "host", "both"]);
    const pages = yield* count(cmd, "new-pages", 0, 64);
    const mode = MODES[levels] as PagingMode;
    if (levels === "2" && (large === "guest" || large === "both")) {
      yield* cmd.misuse("page tables of 2 levels have pages of 4 MiB, not of 2 MiB");
    }
    if (pages > 0) {
      const exits = exitsOfNewPages(pages, cmd.has("shadow") ? "shadow" : "nested", mode);
      const total = exits.reduce((all, [, n]) => all + n, 0);
      yield* cmd.print(`exits: ${total}\n${columns(exits.map(([name, n]) => [`  ${name}`, `${n}`]))}`);
      return 0;
    }
    const asked: Asked = {
      mode,
      eptLevels: ept === "4" ? 4 : 5,
      largeGuest: large === "guest" || large === "both",
      largeHost: large === "host" || large === "both",
    };
    if (cmd.has("first-touch")) {
      yield* cmd.print(firstTouch(asked));
      return 0;
    }
    const rows = cmd.has("nested")
      ? nestedRows(asked)
      : cmd.has("shadow")
        ? shadowRows(asked)
        : plainRows(walk(guestTables(asked), paging(mode), ADDRESS), "kernel");
    if (!cmd.has("count")) yield* cmd.print(columns([HEAD, ...rows.map((row, i) => [`${i + 1}`, ...row])]));
    yield* cmd.print(sum(rows));
    return 0;
  },
);
