// Names in columns, as ls -C, -x and -m set them.

import type { Cell } from "./ls-format.ts";

const MIN_COLUMN = 3; // characters: one and two blanks
const GAP = 2; // blanks between columns

/** The most columns that fit the line, each as wide as its widest cell. */
export function columns(cells: readonly Cell[], line: number, tab: number, across: boolean): string {
  const most = line === 0 ? cells.length : Math.max(1, Math.min(Math.ceil(line / MIN_COLUMN), cells.length));
  let widths: number[] = [];
  let rows = cells.length;
  for (let count = most; count >= 1; count--) {
    rows = Math.ceil(cells.length / count);
    widths = measure(cells, count, rows, across);
    if (count === 1 || line === 0 || widths.reduce((a, b) => a + b, 0) < line) break;
  }
  const used = across ? widths.length : Math.ceil(cells.length / rows);
  let out = "";
  for (let row = 0; row < rows; row++) {
    let at = 0; // where the text ends
    let column = 0; // where the next column begins
    for (let c = 0; c < widths.length; c++) {
      const cell = cells[across ? row * used + c : c * rows + row];
      if (!cell) break;
      if (c > 0) out += indent(at, column, tab);
      out += cell.text;
      at = column + cell.width;
      column += widths[c] ?? 0;
    }
    out += "\n";
  }
  return out;
}

function measure(cells: readonly Cell[], count: number, rows: number, across: boolean): number[] {
  const widths = new Array<number>(count).fill(MIN_COLUMN);
  cells.forEach((cell, i) => {
    const c = across ? i % count : Math.floor(i / rows);
    const last = c === count - 1;
    widths[c] = Math.max(widths[c] ?? MIN_COLUMN, cell.width + (last ? 0 : GAP));
  });
  return widths;
}

// "assume tab stops at each COLS instead of 8" - ls(1), -T
function indent(from: number, to: number, tab: number): string {
  let out = "";
  for (let at = from; at < to; ) {
    if (tab !== 0 && Math.floor(to / tab) > Math.floor((at + 1) / tab)) {
      out += "\t";
      at += tab - (at % tab);
    } else {
      out += " ";
      at++;
    }
  }
  return out;
}

/** -m: "a, b, c", broken where the line is full. */
export function commas(cells: readonly Cell[], line: number): string {
  let out = "";
  let at = 0;
  cells.forEach((cell, i) => {
    if (i > 0) {
      if (line === 0 || at + cell.width + GAP < line) {
        at += GAP;
        out += ", ";
      } else {
        at = 0;
        out += ",\n";
      }
    }
    out += cell.text;
    at += cell.width;
  });
  return `${out}\n`;
}
