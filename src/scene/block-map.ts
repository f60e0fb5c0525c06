// The translation cache from above: its blocks in the order in which they lie there, and the chains between them. A chain
// goes out at the right of its block and comes in at the right of the next; longer ones go further out.

import { fitText } from "./lettering.ts";
import { frame, type Placed, type Point } from "./placed.ts";

export interface BlockBox {
  /** Guest address. */
  readonly guest: number;
  readonly name: string;
  /** "chained", "retranslated" … */
  readonly life: string;
  readonly note: string;
  readonly current: boolean;
  readonly title: string;
}

interface MapView {
  readonly width: number;
  readonly title: string;
  readonly empty: string;
}

const BOX = 24; // px, its height
const STEP = 30; // px from box to box
const LANE = 7; // px between chains
const LANES = 9; // as many lanes as there is room for; chains beyond share the outermost
const LAYER = { chain: 1, box: 2 } as const;

export function blockMap(
  boxes: readonly BlockBox[],
  chains: readonly { readonly from: number; readonly to: number }[],
  { width, title, empty }: MapView,
): readonly Placed[] {
  const w = width - LANE * (LANES + 2);
  const row = new Map(boxes.map(({ guest }, i) => [guest, i]));
  const out: Placed[] = [frame(width, Math.max(1, boxes.length) * STEP + 4, title)];
  if (boxes.length === 0) {
    out.push({
      ...{ key: "empty", kind: "walk-label", layer: LAYER.box, x: 0, y: 0, opacity: 1 },
      texts: [{ x: 0, y: 18, text: fitText(empty, "note", width), as: "note" }],
    });
  }
  const laid = [...chains]
    .map(({ from, to }) => ({ from, to, a: row.get(from) ?? 0, b: row.get(to) ?? 0 }))
    .sort((p, q) => Math.abs(p.a - p.b) - Math.abs(q.a - q.b));
  const lanes: { low: number; high: number }[][] = [];
  for (const { from, to, a, b } of laid) {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    let lane = lanes.findIndex((taken) => taken.every((other) => other.high < low || other.low > high));
    if (lane < 0) lane = Math.min(lanes.length, LANES - 1);
    lanes[lane] = [...(lanes[lane] ?? []), { low, high }];
    const x = w + LANE * (lane + 1.5);
    const [y0, y1] = [a * STEP + BOX * 0.7, b * STEP + BOX * 0.3];
    const tip = w + 1;
    const points: readonly Point[] = [
      [w, y0],
      [x, y0],
      [x, y1],
      [tip, y1],
      [tip + 5, y1 - 3.5],
      [tip + 5, y1 + 3.5],
      [tip, y1],
    ];
    out.push({ key: `chain:${from}/${to}`, kind: "chain", layer: LAYER.chain, x: 0, y: 0, opacity: 1, points });
  }
  for (const [i, { guest, name, life, note, current, title: said }] of boxes.entries()) {
    out.push({
      ...{ key: `block:${guest}`, kind: "tc-block", layer: LAYER.box, x: 0, y: i * STEP, w, h: BOX, r: 4, opacity: 1 },
      ...{ title: said, data: { life, current } },
      texts: [
        { x: 8, y: 16, text: fitText(name, "fact", w - 66), as: "fact" },
        { x: w - 8, y: 16, text: note, as: "note", anchor: "end" },
      ],
    });
  }
  return out;
}
