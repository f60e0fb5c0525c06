// A walk of page tables inside a virtual machine, as the grid that it is: down the guest's levels, and in each of them
// across the levels of the nested tables, because a guest's table lies at an address that itself has to be translated.
//
//               nested 4   3   2   1    guest's entry
//   guest 4        1 ── 2 ── 3 ── 4 ── 5
//   guest 3        6 ── 7 ── …        10
//   …
//   the byte      21 ──  …       24 ──  ●
//
// Without nested tables the grid has one column.

import { textWidth } from "./lettering.ts";
import { frame, type Placed, type Point } from "./placed.ts";

export interface GridCell {
  /** From 0, from the top. */
  readonly row: number;
  /** From 0, from the left. */
  readonly column: number;
  /** Whose table the entry is in. */
  readonly owner: "guest" | "host" | "hypervisor";
  /** "L4": the level of the table. */
  readonly level: string;
  /** "0x12[511]": the table's frame and the entry; left out where there is no room. */
  readonly place: string;
  /** The reference in a sentence. */
  readonly title: string;
}

export interface WalkGrid {
  readonly key: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** In the order in which the processor reads them. */
  readonly cells: readonly GridCell[];
  /** Where the byte stands in the end, and what is written there; null when the walk ends in a fault. */
  readonly goal: { readonly row: number; readonly column: number; readonly text: string } | null;
}

interface WalkView {
  readonly width: number;
  readonly title: string;
  /** References made so far. */
  readonly at: number;
}

const GAP = 12; // px between cells
const HEAD = 26; // px for the columns' names
const TALL = 46; // px, a cell
const WIDE = 132; // px, the widest a cell gets
const NARROW = 58; // px, the narrowest a cell gets beside its row's name
const EDGE = 2;
const LAYER = { path: 1, cell: 2, number: 3 } as const;

export function walkGrid({ key, rows, columns, cells, goal }: WalkGrid, view: WalkView): readonly Placed[] {
  const { width, title, at } = view;
  const longest = Math.max(...rows.map((row) => textWidth(row, "note").w));
  const share = (left: number) => (width - left - EDGE - GAP * (columns.length - 1)) / columns.length;
  const above = share(longest + 18) < NARROW; // a row's name stands above its cells
  const left = above ? EDGE : longest + 18;
  const w = Math.min(WIDE, share(left));
  const step = TALL + (above ? 30 : GAP + 8);
  const x = (column: number) => left + column * (w + GAP);
  const y = (row: number) => HEAD + (above ? 18 : 0) + row * step;
  const height = y(rows.length - 1) + TALL + 6;
  const named = cells.every(({ place }) => textWidth(place, "fact").w <= w - 14);

  const center = ({ row, column }: { row: number; column: number }): Point => [x(column) + w / 2, y(row) + TALL / 2];
  const arrived = at >= cells.length;
  const trail = [...cells.slice(0, at), ...(arrived && goal ? [goal] : [])].map(center);
  const out: Placed[] = [frame(width, height, title)];
  for (const [column, text] of columns.entries()) {
    out.push(label(`${key}/column:${column}`, x(column) + w / 2, 14, text, "middle"));
  }
  for (const [row, text] of rows.entries()) {
    out.push(
      above ? label(`${key}/row:${row}`, EDGE, y(row) - 6, text) : label(`${key}/row:${row}`, EDGE, y(row) + 27, text),
    );
  }
  const points = elbows(trail);
  if (points.length > 1) {
    out.push({ key: `${key}/path`, kind: "walk-path", layer: LAYER.path, x: 0, y: 0, opacity: 1, points });
  }
  for (const [i, cell] of cells.entries()) {
    const state = i < at - 1 ? "past" : i === at - 1 ? "now" : "ahead";
    out.push({
      ...{ key: `${key}/cell:${cell.row}.${cell.column}`, kind: "walk-cell", layer: LAYER.cell, opacity: 1 },
      ...{ x: x(cell.column), y: y(cell.row), w, h: TALL, r: 5, title: cell.title },
      data: { owner: cell.owner, state },
      texts: [
        { x: 8, y: 18, text: String(i + 1), as: "letter" },
        { x: w - 8, y: 18, text: cell.level, as: "fact", anchor: "end" },
        ...(named ? [{ x: 8, y: 37, text: cell.place, as: "fact" as const }] : []),
      ],
    });
  }
  if (goal) {
    out.push({
      ...{ key: `${key}/goal`, kind: "walk-goal", layer: LAYER.cell, x: x(goal.column), y: y(goal.row), opacity: 1 },
      ...{ w, h: TALL, r: TALL / 2, data: { state: arrived ? "now" : "ahead" }, title: goal.text },
      texts: [{ x: w / 2, y: 28, text: goal.text, as: "fact", anchor: "middle" }],
    });
  }
  return out;
}

function label(key: string, x: number, y: number, text: string, anchor?: "middle"): Placed {
  return {
    ...{ key, kind: "walk-label", layer: LAYER.number, x, y, opacity: 1 },
    texts: [{ x: 0, y: 0, text, as: "note", ...(anchor && { anchor }) }],
  };
}

/** Straight on in a row; from the end of a row down, back to the left between the rows, and down again. */
function elbows(points: readonly Point[]): readonly Point[] {
  return points.flatMap((point, i): readonly Point[] => {
    const before = points[i - 1];
    if (!before || before[1] === point[1] || before[0] === point[0]) return [point];
    const middle = before[1] + TALL / 2 + 5;
    return [[before[0], middle], [point[0], middle], point];
  });
}
