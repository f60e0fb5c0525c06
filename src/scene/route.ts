// The way of a call through the picture: from the process down to the kernel, in right angles, where no text stands.

import { type Box, outline, type Placed, type Point, textBoxes } from "./placed.ts";

const EDGE = 5; // px between a circle and the end of the line
const CLEAR = 3; // px kept free on both sides of the line
const BESIDE = 5; // px kept away from a wall
const REACH = 90; // px that a line may go sideways before it goes down
const SHAFT_X = 9; // px from a room's left wall: floors keep their texts away from there

const OUTSIDE = 11; // px from the left edge of the picture, where no room stands

export interface Route {
  /** From the edge of the process down to the lane above its kernel. */
  readonly down: readonly Point[];
  /** From the lane to the edge of the organ. */
  readonly end: readonly Point[];
}

/**
 * Points from the edge of the process to the edge of the organ. `outside`: where nothing stands, px from the left edge of
 * the picture, for a way round everything.
 */
export function route(
  placed: readonly Placed[],
  process: Placed,
  organ: Placed,
  kernel: Placed,
  outside = OUTSIDE,
): Route {
  const taken = obstacles(placed, process);
  const laneY = kernel.y - LINE;
  const end = approach(placed, taken, organ, kernel, laneY);
  const goal = end[0]?.[0] ?? organ.x;
  const down = descent(placed, taken, process, laneY, goal, outside);
  return { down: [...down, [down.at(-1)?.[0] ?? process.x, laneY]], end };
}

/** px above the kernel where calls go sideways. */
export const LINE = 6;

/** What a line must not cross: texts, walls, and every process but this one. */
export function obstacles(placed: readonly Placed[], process: Placed | null): Box[] {
  const boxes: Box[] = [];
  for (const item of placed) {
    if (item.opacity < 0.05) continue;
    const round = item.kind === "process" || item.kind === "ghost" || item.kind === "badge" || item.kind === "file";
    if (round && item.key !== process?.key) boxes.push(outline(item));
    if (item.kind === "room" || item.kind === "jail-floor" || item.kind === "sheet") boxes.push(...walls(item));
    if (item.texts) boxes.push(...textBoxes(item));
  }
  return boxes;
}

/** A call goes through the floor, not through the walls, nor along them. */
function walls({ x, y, w = 0, h = 0 }: Placed): Box[] {
  return [
    { x: x - BESIDE, y, w: 2 * BESIDE, h },
    { x: x + w - BESIDE, y, w: 2 * BESIDE, h },
  ];
}

const free = (taken: readonly Box[], x0: number, y0: number, x1: number, y1: number): boolean => {
  const [left, right] = [Math.min(x0, x1) - CLEAR, Math.max(x0, x1) + CLEAR];
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
  return !taken.some((b) => b.x < right && b.x + b.w > left && b.y < bottom && b.y + b.h > top);
};

/** Out at the side of the circle and straight down; if something is in the way, across a free strip of the room. */
function descent(
  placed: readonly Placed[],
  taken: readonly Box[],
  process: Placed,
  laneY: number,
  goal: number,
  outside: number,
): Point[] {
  const { x: cx, y: cy, r = 0 } = process;
  const sides = goal < cx ? [-1, 1] : [1, -1];
  const strips = stripsOf(placed, process);
  let across: Point[] | null = null;
  let last: Point[] | null = null;
  for (let far = r + EDGE + 1; far < REACH; far += 2) {
    for (const side of sides) {
      const x = cx + side * far;
      if (!free(taken, cx + side * r, cy - 2, x, cy + 2)) continue;
      const out: Point[] = [
        [cx + side * (r + EDGE), cy],
        [x, cy],
      ];
      if (free(taken, x, cy, x, laneY)) return out;
      for (const strip of strips) {
        if (!free(taken, x, cy, x, strip.y)) continue;
        across ??= crossing(taken, out, x, strip, laneY);
        last ??= [...out, [x, strip.y], [outside, strip.y]]; // round the left of everything
      }
    }
  }
  return (
    across ??
    last ?? [
      [cx - r - EDGE, cy],
      [cx - r - EDGE - 1, cy],
    ]
  );
}

interface Strip {
  readonly y: number;
  readonly left: number;
}

/** Strips of the innermost room around the process where nothing stands: above its ghosts, and above its floor. */
function stripsOf(placed: readonly Placed[], { x, y }: Placed): Strip[] {
  let best: Placed | null = null;
  for (const item of placed) {
    if (item.kind !== "room" && item.kind !== "yard") continue;
    const { w = 0, h = 0 } = item;
    if (x < item.x || x > item.x + w || y < item.y || y > item.y + h) continue;
    if (!best || w * h < (best.w ?? 0) * (best.h ?? 0)) best = item;
  }
  if (!best) return [];
  const left = best.x + SHAFT_X;
  const key = `seen:${best.key}`;
  const caption = placed.find((p) => p.key === key);
  const foot = { y: best.y + (best.h ?? 0) - LINE, left };
  return caption ? [{ y: caption.y + 2, left }, foot] : [foot];
}

function crossing(
  taken: readonly Box[],
  out: readonly Point[],
  x: number,
  { y, left }: Strip,
  laneY: number,
): Point[] | null {
  const places = Array.from({ length: 133 }, (_, i) => [x - 3 * i, x + 3 * i]).flat();
  for (const to of [...places, left]) {
    if (to < left || !free(taken, to, y, to, laneY) || !free(taken, x, y - 1, to, y + 1)) continue;
    return [...out, [x, y], [to, y]];
  }
  return null;
}

/** From the lane above a kernel to an organ: straight from above, or round the left when other organs stand over it. */
export function approach(
  placed: readonly Placed[],
  taken: readonly Box[],
  organ: Placed,
  kernel: Placed,
  laneY: number,
): Point[] {
  const { w = 0 } = organ;
  const others = placed.filter((p) => p.kind === "organ" && p.key !== organ.key).map(outline);
  for (const part of [0.5, 0.35, 0.65, 0.2, 0.8, 0.9]) {
    const x = organ.x + w * part;
    if (free([...taken, ...others], x, laneY, x, organ.y - 1))
      return [
        [x, laneY],
        [x, organ.y],
      ];
  }
  const x = organ.x + w / 2;
  const side = kernel.x + 5;
  return [
    [side, laneY],
    [side, organ.y - 4],
    [x, organ.y - 4],
    [x, organ.y],
  ];
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
