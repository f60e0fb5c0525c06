// How far the model is from what was measured: a row for each quantity, a dot for each world, on a scale of ratios
// where twice too much and half too little stand equally far from the middle.

import { extent, scaleLog } from "d3";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed, type Point } from "./placed.ts";

export interface RatioDot {
  readonly world: string;
  /** model / measured */
  readonly ratio: number;
  /** The measured value was used to make the model: drawn hollow. */
  readonly fitted?: boolean;
  /** The dot in a sentence. */
  readonly title: string;
}

export interface RatioRow {
  readonly key: string;
  readonly label: string;
  readonly dots: readonly RatioDot[];
}

export interface RatioGroup {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly RatioRow[];
}

interface RatioView {
  readonly width: number;
  readonly title: string;
  /** Ratios from 1/band to band count as agreement. */
  readonly band: number;
  /** How a ratio is written: "×1.3". */
  readonly ratio: (ratio: number) => string;
  readonly less: string;
  readonly more: string;
}

const ROW = 26; // px from row to row
const GROUP = 38; // px for the title of a group
const HEAD = 44; // px for the scale
const R = 6.5; // px, a dot
const EDGE = 14; // px left and right of the scale
const NARROW = 620; // px: below it, a row's label stands above its dots
const STACKED = 40; // px from row to row there
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10];
const LAYER = { band: 1, ground: 2, dot: 3 } as const;

export function ratioPlot(groups: readonly RatioGroup[], view: RatioView): readonly Placed[] {
  const { width, band, title, ratio, less, more } = view;
  const rows = groups.flatMap((group) => group.rows);
  const narrow = width < NARROW;
  const longest = Math.max(...rows.map(({ label }) => textWidth(label, "fact").w), 0);
  const left = narrow ? EDGE : longest + 28;
  const step = narrow ? STACKED : ROW;
  const [low = 1, high = 1] = extent(rows.flatMap(({ dots }) => dots.map((dot) => dot.ratio)));
  const reach = Math.max(2, high, 1 / low) * 1.06; // the same to both sides, so that the middle is the middle
  const x = scaleLog([1 / reach, reach], [left, width - EDGE]);
  const height = HEAD + groups.length * GROUP + rows.length * step + 12;
  const bottom = height - 4;

  const marks = [...TICKS.filter((tick) => tick !== 1), 1 / band, 1, band].filter((t) => t >= 1 / reach && t <= reach);
  const out: Placed[] = [
    frame(width, height, title),
    {
      ...{ key: "band", kind: "ratio-band", layer: LAYER.band, x: x(1 / band), y: HEAD - 8, opacity: 1 },
      ...{ w: x(band) - x(1 / band), h: bottom - HEAD + 8, title: `${ratio(1 / band)} – ${ratio(band)}` },
    },
    ...marks.map((mark): Placed => {
      const points: readonly Point[] = [
        [0, 0],
        [0, bottom - HEAD + 8],
      ];
      const data = { middle: mark === 1 };
      return {
        ...{ key: `mark:${mark}`, kind: "ratio-mark", layer: LAYER.ground, x: x(mark), y: HEAD - 8, opacity: 1 },
        ...{ points, data, texts: [{ x: 0, y: -5, text: ratio(mark), as: "fact", anchor: "middle" }] },
      };
    }),
    {
      ...{ key: "sides", kind: "chart-label", layer: LAYER.ground, x: 0, y: 12, opacity: 1 },
      texts: [
        { x: x(1 / band) - 10, y: 0, text: fitText(less, "note", x(1 / band) - left), as: "note", anchor: "end" },
        { x: x(band) + 10, y: 0, text: fitText(more, "note", width - x(band) - EDGE), as: "note" },
      ],
    },
  ];
  let y = HEAD;
  for (const group of groups) {
    out.push({
      ...{ key: `group:${group.key}`, kind: "chart-label", layer: LAYER.ground, x: 0, y, opacity: 1 },
      texts: [{ x: 2, y: GROUP - 13, text: group.title, as: "organ" }],
    });
    y += GROUP;
    for (const row of group.rows) {
      const line = narrow ? y + 28 : y + ROW / 2;
      out.push({
        ...{ key: row.key, kind: "ratio-row", layer: LAYER.ground, x: left, y: line, opacity: 1 },
        points: [
          [0, 0],
          [width - EDGE - left, 0],
        ],
        texts: [
          narrow
            ? { x: 2 - left, y: -13, text: row.label, as: "fact" }
            : { x: -18, y: 4, text: row.label, as: "fact", anchor: "end" },
        ],
      });
      out.push(...row.dots.map((dot) => placeDot(row.key, dot, x(dot.ratio), line, band)));
      y += step;
    }
  }
  return out;
}

const inside = (ratio: number, band: number) => Math.abs(Math.log(ratio)) <= Math.log(band) + 1e-9;

/** A world has a shape as well as a colour: a circle, a diamond, a square, in the order of their names' first use. */
function placeDot(
  row: string,
  { world, ratio, title, fitted = false }: RatioDot,
  x: number,
  y: number,
  band: number,
): Placed {
  const data = { world, fitted, off: !inside(ratio, band) };
  return {
    key: `${row}/${world}`,
    kind: "ratio-dot",
    layer: LAYER.dot,
    x,
    y,
    opacity: 1,
    data,
    title,
    ...shape(world),
  };
}

function shape(world: string): Pick<Placed, "r" | "points"> {
  if (world === "bare") return { r: R };
  const [s, d] = [R * 0.9, R * 1.3];
  if (world === "xen") {
    const points: readonly Point[] = [
      [0, -d],
      [d, 0],
      [0, d],
      [-d, 0],
      [0, -d],
      [d, 0],
    ];
    return { points };
  }
  const points: readonly Point[] = [
    [-s, -s],
    [s, -s],
    [s, s],
    [-s, s],
    [-s, -s],
    [s, -s],
  ];
  return { points };
}
