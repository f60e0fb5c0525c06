// The three walks of an address as grids, and every reference of theirs in a sentence.

import type { Reference } from "../machine/mmu.ts";
import type { ThreeWalks } from "../virt/walks/three-walks.ts";
import type { GridCell, WalkGrid } from "./walk-grid.ts";
import { WALK_WORDS } from "./walk-words.ts";
import type { Lang } from "./words.ts";

/** What the SDM calls the tables of each level, from level 1 up. */
const TABLES = ["PT", "PD", "PDPT", "PML4", "PML5"];

const hex = (n: number): string => `0x${n.toString(16)}`;

const rowsOf = (levels: readonly number[], byte: string): readonly string[] => [
  ...levels.map((level) => `L${level} ${TABLES[level - 1]}`),
  byte,
];

/** A walk in one dimension: the processor's own, or that of a shadow. */
function column(
  key: string,
  references: readonly Reference[],
  owner: GridCell["owner"],
  frame: number,
  say: (order: number, of: number, level: number, table: string, index: number) => string,
  byte: string,
): WalkGrid {
  const levels = references.map(({ level }) => level);
  return {
    key,
    rows: rowsOf(levels, byte),
    columns: [""],
    cells: references.map(({ level, table, index }, row) => ({
      ...{ row, column: 0, owner, level: `L${level}`, place: `${hex(table)}[${index}]` },
      title: say(row + 1, references.length, level, hex(table), index),
    })),
    goal: { row: levels.length, column: 0, text: hex(frame) },
  };
}

export const nativeGrid = ({ native, found }: ThreeWalks, lang: Lang): WalkGrid =>
  column("native", native, "host", found.native, WALK_WORDS[lang].own, WALK_WORDS[lang].byte);

export const shadowGrid = ({ shadow, found }: ThreeWalks, lang: Lang): WalkGrid =>
  column("shadow", shadow, "hypervisor", found.shadow, WALK_WORDS[lang].shadow, WALK_WORDS[lang].byte);

/** A row for each table of the guest that has to be found, and one for the byte; the EPT's levels across. */
export function nestedGrid({ nested, native, found }: ThreeWalks, eptLevels: number, lang: Lang): WalkGrid {
  const words = WALK_WORDS[lang];
  const levels = native.map(({ level }) => level);
  const row = (seeking: number) => (seeking === 0 ? levels.length : levels.indexOf(seeking));
  const columns = Array.from({ length: eptLevels }, (_, i) => words.ept(eptLevels - i));
  return {
    key: "nested",
    rows: rowsOf(levels, words.byte),
    columns: [...columns, words.entry],
    cells: nested.map(({ owner, level, table, index, machine, seeking }, i): GridCell => {
      const at = [i + 1, nested.length, level] as const;
      return {
        ...{ owner, level: `L${level}`, place: `${hex(table)}[${index}]` },
        row: row(seeking),
        column: owner === "guest" ? eptLevels : eptLevels - level,
        title:
          owner === "guest"
            ? words.nestedGuest(...at, hex(table), hex(machine), index)
            : words.nestedEpt(...at, hex(table), index, seeking),
      };
    }),
    goal: { row: levels.length, column: eptLevels, text: hex(found.nested) },
  };
}

/** The three in one sentence each. */
export function describeWalks({ native, nested, shadow }: ThreeWalks, lang: Lang) {
  const words = WALK_WORDS[lang];
  const guest = nested.filter(({ owner }) => owner === "guest").length;
  return {
    native: words.native(native.length),
    nested: words.nested(nested.length, guest, nested.length - guest),
    shadow: words.shadowed(shadow.length),
  };
}
