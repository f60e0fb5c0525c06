// The way of a call through the picture: from the process down to the kernel, in right angles, where no text stands.

import { type Box, outline, type Placed, type Point, textBoxes } from "./placed.ts";

const CLEAR = 3; // px kept free on both sides of the line
const REACH = 90; // px that a line may go sideways before it goes down
const SHAFT_X = 9; // px from a room's left wall: floors keep their texts away from there

/** Points from the edge of the process to the edge of the organ; null when one of them is not in the picture. */
export function route(
  placed: readonly Placed[],
  process: Placed,
  organ: Placed,
  kernel: Placed,
): readonly Point[] | null {
  const taken = obstacles(placed, process);
  const laneY = kernel.y - LINE;
  const end = approach(taken, organ, kernel, laneY);
  const goal = end[0]?.[0] ?? organ.x;
  const down = descent(placed, taken, process, laneY, goal);
  return [...down, [down.at(-1)?.[0] ?? process.x, laneY], ...end];
}

/** px above the kernel where calls go sideways. */
export const LINE = 6;

function obstacles(placed: readonly Placed[], process: Placed): Box[] {
  const boxes: Box[] = [];
  for (const item of placed) {
    if (item.opacity < 0.05) continue;
    const round = item.kind === "process" || item.kind === "ghost" || item.kind === "badge" || item.kind === "file";
    if (round && item.key !== process.key) boxes.push(outline(item));
    if (item.kind === "room") boxes.push(...walls(item));
    if (item.texts) boxes.push(...textBoxes(item));
  }
  return boxes;
}

/** A call goes through the floor, not through the walls, nor along them. */
function walls({ x, y, w = 0, h = 0 }: Placed): Box[] {
  return [
    { x: x - 1, y, w: 2, h },
    { x: x + w - 1, y, w: 2, h },
  ];
}

const free = (taken: readonly Box[], x0: number, y0: number, x1: number, y1: number): boolean => {
  const [left, right] = [Math.min(x0, x1) - CLEAR, Math.max(x0, x1) + CLEAR];
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
  return !taken.some((b) => b.x < right && b.x + b.w > left && b.y < bottom && b.y + b.h > top);
};

/** Out at the side of the circle and straight down; if something is in the way, by the foot of the room. */
function descent(
  placed: readonly Placed[],
  taken: readonly Box[],
  process: Placed,
  laneY: number,
  goal: number,
): Point[] {
  const { x: cx, y: cy, r = 0 } = process;
  const sides = goal < cx ? [-1, 1] : [1, -1];
  const foot = footOf(placed, process);
  let fallback: Point[] | null = null;
  for (let far = r + 4; far < REACH; far += 2) {
    for (const side of sides) {
      const x = cx + side * far;
      const out: Point[] = [
        [cx + side * (r + 1), cy],
        [x, cy],
      ];
      if (!free(taken, cx + side * r, cy - 2, x, cy + 2)) continue;
      if (free(taken, x, cy, x, laneY)) return out;
      if (!foot || !free(taken, x, cy, x, foot.y)) continue;
      fallback ??= across(taken, out, x, foot, laneY);
    }
  }
  return (
    fallback ?? [
      [cx - r - 1, cy],
      [foot?.left ?? cx, cy],
    ]
  );
}

interface Foot {
  readonly y: number;
  readonly left: number;
}

/** The strip above the floor of the innermost room around the process. */
function footOf(placed: readonly Placed[], { x, y }: Placed): Foot | null {
  let best: Placed | null = null;
  for (const item of placed) {
    if (item.kind !== "room" && item.kind !== "yard") continue;
    const { w = 0, h = 0 } = item;
    if (x < item.x || x > item.x + w || y < item.y || y > item.y + h) continue;
    if (!best || w * h < (best.w ?? 0) * (best.h ?? 0)) best = item;
  }
  return best && { y: best.y + (best.h ?? 0) - LINE, left: best.x + SHAFT_X };
}

function across(taken: readonly Box[], out: readonly Point[], x: number, foot: Foot, laneY: number): Point[] | null {
  for (let far = 0; far < 400; far += 3) {
    for (const to of [x - far, x + far]) {
      if (to < foot.left - 2 || !free(taken, to, foot.y, to, laneY) || !free(taken, x, foot.y - 1, to, foot.y + 1))
        continue;
      return [...out, [x, foot.y], [to, foot.y]];
    }
  }
  return null;
}

/** From the lane to the organ: straight from above, or round the left when other organs stand over it. */
function approach(taken: readonly Box[], organ: Placed, kernel: Placed, laneY: number): Point[] {
  const x = organ.x + (organ.w ?? 0) / 2;
  const top: Point = [x, organ.y];
  if (organ.y - kernel.y < 20 || free(taken, x, laneY, x, organ.y - 1)) return [[x, laneY], top];
  const side = kernel.x + 5;
  return [[side, laneY], [side, organ.y - 4], [x, organ.y - 4], top];
}

const ORIGIN: Point = [0, 0];

/** The first part of a line, up to the fraction `t` of its length. */
export function along(points: readonly Point[], t: number): readonly Point[] {
  const lengths = points.slice(1).map((p, i) => distance(points[i] ?? p, p));
  let left = t * lengths.reduce((a, b) => a + b, 0);
  const out: Point[] = points.slice(0, 1);
  for (const [i, length] of lengths.entries()) {
    const a = points[i] ?? ORIGIN;
    const b = points[i + 1] ?? a;
    if (left >= length) {
      out.push(b);
      left -= length;
      continue;
    }
    const f = length === 0 ? 0 : left / length;
    out.push([a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f]);
    break;
  }
  return out;
}

const distance = (a: Point, b: Point): number => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
