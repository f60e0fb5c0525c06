// The statistics of a review as placed things: a row of squares for each concept, a bar for each coming day.

import { max, scaleLinear } from "d3";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";

const ROW = 34; // px from concept to concept
const SQUARE = 18; // px
const APART = 4; // px between squares
const EDGE = 2; // px
const LAYER = { ground: 1, fill: 2 } as const;

export interface ConceptRow {
  readonly concept: string;
  readonly name: string;
  /** For each card, how likely it is known, 0 to 1. */
  readonly recalls: readonly number[];
  readonly answers: number;
  readonly right: number;
}

export function conceptChart(
  rows: readonly ConceptRow[],
  { width, title }: { width: number; title: string },
): readonly Placed[] {
  const longest = max(rows, ({ name }) => textWidth(name, "label").w) ?? 0;
  const label = Math.min(longest + 16, width * 0.4);
  const count = 64; // px for "12 / 13" at the right
  const most = Math.max(1, Math.floor((width - label - count) / (SQUARE + APART)));
  const out: Placed[] = [];
  let y = EDGE;
  for (const { concept, name, recalls, answers, right } of rows) {
    const lines = Math.max(1, Math.ceil(recalls.length / most));
    out.push({
      ...{ key: `concept:${concept}`, kind: "chart-label", layer: LAYER.ground, x: 0, y, opacity: 1 },
      texts: [
        { x: EDGE, y: 14, text: fitText(name, "label", label - 12), as: "label" },
        { x: width - EDGE, y: 14, text: answers === 0 ? "–" : `${right} / ${answers}`, as: "note", anchor: "end" },
      ],
    });
    for (const [i, known] of recalls.entries()) {
      const at = { x: label + (i % most) * (SQUARE + APART), y: y + Math.floor(i / most) * (SQUARE + APART) };
      const key = `card:${concept}/${i}`;
      out.push({ ...at, key, kind: "chart-card", layer: LAYER.ground, w: SQUARE, h: SQUARE, r: 3, opacity: 1 });
      if (known === 0) continue;
      const h = known * SQUARE;
      const fill = { ...at, y: at.y + SQUARE - h, w: SQUARE, h, r: 3, opacity: 1 };
      out.push({ ...fill, key: `${key}/known`, kind: "chart-known", layer: LAYER.fill });
    }
    y += Math.max(ROW, lines * (SQUARE + APART) + 10);
  }
  return [frame(width, y, title), ...out];
}

interface ForecastView {
  readonly width: number;
  readonly title: string;
  /** What stands under a bar. */
  readonly mark: (day: number) => string;
  /** A day in a sentence. */
  readonly day: (day: number) => string;
}

const BARS = 96; // px, the height of the highest bar
const FOOT = 22; // px for the marks below

export function forecastChart(days: readonly number[], { width, title, mark, day }: ForecastView): readonly Placed[] {
  const high = scaleLinear([0, Math.max(1, max(days) ?? 1)], [0, BARS - 18]);
  const step = width / days.length;
  const bars = days.flatMap((n, i): Placed[] => {
    const h = high(n);
    const w = step - 6;
    return [
      {
        ...{
          key: `day:${i}`,
          kind: "chart-day",
          layer: LAYER.fill,
          x: i * step + 3,
          y: BARS - h,
          w,
          h,
          r: 3,
          opacity: 1,
        },
        title: `${day(i)}: ${n}`,
        texts: n === 0 ? [] : [{ x: w / 2, y: -5, text: String(n), as: "note", anchor: "middle" }],
      },
      {
        ...{ key: `day:${i}/mark`, kind: "chart-mark", layer: LAYER.ground, x: i * step + 3, y: BARS, opacity: 1 },
        texts: step > 30 || i % 3 === 0 ? [{ x: w / 2, y: 16, text: mark(i), as: "note", anchor: "middle" }] : [],
      },
    ];
  });
  const points = [
    [0, 0],
    [width, 0],
  ] as const;
  const ground: Placed = {
    key: "ground",
    kind: "chart-ground",
    layer: LAYER.ground,
    x: 0,
    y: BARS,
    opacity: 1,
    points,
  };
  return [frame(width, BARS + FOOT, title), ground, ...bars];
}
