// The registers of a processor before and after one instruction, as rows: what changed is lit, what is not as it should
// be stands out and says what it should be.

import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";

export interface RegisterRow {
  /** "IF", "eax", "[0x7ffc]" */
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  /** What it would say on a machine of the guest's own; null where it says just that. */
  readonly expected: string | null;
  /** The row in a sentence. */
  readonly title: string;
}

interface RegisterView {
  readonly width: number;
  readonly title: string;
  /** What the two columns are called. */
  readonly before: string;
  readonly after: string;
  /** "should be 0x0": what stands beside a wrong value. */
  readonly should: (expected: string) => string;
}

const ROW = 26; // px
const HEAD = 20; // px for the names of the columns
const WRONG = 44; // px, a row that also says what it should be
const PAD = 8; // px
const LAYER = { row: 1, value: 2 } as const;

export function registerTable(
  rows: readonly RegisterRow[],
  { width, title, before, after, should }: RegisterView,
): readonly Placed[] {
  const name = Math.max(...rows.map(({ field }) => textWidth(field, "fact").w), 0) + 2 * PAD;
  const half = (width - name) / 2;
  const out: Placed[] = [
    {
      ...{ key: "head", kind: "walk-label", layer: LAYER.value, x: 0, y: 0, opacity: 1 },
      texts: [
        { x: name, y: 12, text: before, as: "tag" },
        { x: name + half + 2, y: 12, text: after, as: "tag" },
      ],
    },
  ];
  let y = HEAD;
  for (const { field, changed, expected, title: said, ...values } of rows) {
    const h = expected === null ? ROW : WRONG;
    out.push({
      ...{ key: `row:${field}`, kind: "register", layer: LAYER.row, x: 0, y, w: width, h: h - 2, r: 3, opacity: 1 },
      title: said,
      data: { changed, wrong: expected !== null },
      texts: [
        { x: PAD, y: 16, text: field, as: "fact" },
        { x: name, y: 16, text: fitText(values.before, "fact", half - PAD), as: "fact" },
        { x: name + half - 4, y: 16, text: changed ? "→" : "", as: "note", anchor: "end" },
        { x: name + half + 2, y: 16, text: fitText(values.after, "call", half - PAD), as: changed ? "call" : "fact" },
        ...(expected === null
          ? []
          : [{ x: width - PAD, y: 34, text: should(expected), as: "note" as const, anchor: "end" as const }]),
      ],
    });
    y += h;
  }
  return [frame(width, Math.max(1, y), title), ...out];
}
