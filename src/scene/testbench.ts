// What tests of pictures ask of placed things.

import { type Box, type Placed, textBoxes } from "./placed.ts";

export const within = (inner: Box, outer: Box, slack = 1): boolean =>
  inner.x >= outer.x - slack &&
  inner.y >= outer.y - slack &&
  inner.x + inner.w <= outer.x + outer.w + slack &&
  inner.y + inner.h <= outer.y + outer.h + slack;

export const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 1 && Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > 1;

export interface Lettered {
  readonly box: Box;
  /** The key of the thing, and what stands there. */
  readonly text: string;
}

/** Every text of a picture and its box. */
export const lettered = (placed: readonly Placed[]): readonly Lettered[] =>
  placed.flatMap((p) => textBoxes(p).map((box, i) => ({ box, text: `${p.key}: ${p.texts?.[i]?.text}` })));

/** Pairs of texts that lie over each other. */
export function overlaid(placed: readonly Placed[]): readonly string[] {
  const all = lettered(placed);
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.text} / ${b.text}`] : [])),
  );
}

/** A line as boxes, one for each of its segments. */
export const segments = ({ points = [] }: Placed): readonly Box[] =>
  points.slice(1).map(([x1, y1], i) => {
    const [x0, y0] = points[i] ?? [x1, y1];
    return { x: Math.min(x0, x1) - 1, y: Math.min(y0, y1) - 1, w: Math.abs(x1 - x0) + 2, h: Math.abs(y1 - y0) + 2 };
  });
