// Motion: the frame between two placed lists. Nothing here remembers anything, so a step can be played forwards,
// backwards, or stopped half way.

import { easeCubicInOut } from "d3";
import type { Placed, Point } from "./placed.ts";

/** The frame a fraction `u` of the way from one layout to the next. At 0 it is `from`, at 1 it is `to`. */
export function tween(from: readonly Placed[], to: readonly Placed[], u: number): readonly Placed[] {
  if (u <= 0) return from;
  if (u >= 1) return to;
  const e = easeCubicInOut(u);
  const before = new Map(from.map((d) => [d.key, d]));
  const after = new Set(to.map((d) => d.key));
  const leaving = from.filter((a) => !after.has(a.key)).map((a) => ({ ...a, opacity: a.opacity * (1 - e) }));
  return [...leaving, ...to.map((b) => between(before.get(b.key) ?? entrance(b, before), b, e))];
}

/** A thing that was not there comes out of the thing that made it, or appears where it will stay. */
function entrance(b: Placed, before: ReadonlyMap<string, Placed>): Placed {
  const source = b.from === undefined ? undefined : before.get(b.from);
  if (!source) return { ...b, opacity: 0 };
  const start = { ...b, opacity: 0, x: source.x, y: source.y };
  // A room opens out of the process that entered it: its texts stay with its own corner.
  return b.w !== undefined && b.h !== undefined && b.points === undefined && b.kind === "room"
    ? { ...start, w: 2 * (source.r ?? 0), h: 2 * (source.r ?? 0) }
    : start;
}

function between(a: Placed, b: Placed, e: number): Placed {
  if (a === b || same(a, b)) return b;
  const said = e < 0.5 ? a : b; // words and states change at once, half way
  return {
    ...b,
    ...(said.texts && { texts: said.texts }),
    ...(said.data && { data: said.data }),
    x: mix(a.x, b.x, e),
    y: mix(a.y, b.y, e),
    opacity: mix(a.opacity, b.opacity, e),
    ...(b.w !== undefined && { w: mix(a.w ?? b.w, b.w, e) }),
    ...(b.h !== undefined && { h: mix(a.h ?? b.h, b.h, e) }),
    ...(b.r !== undefined && { r: mix(a.r ?? b.r, b.r, e) }),
    ...(b.weight !== undefined && { weight: mix(a.weight ?? b.weight, b.weight, e) }),
    ...(b.points && { points: mixPoints(a.points, b.points, e) }),
  };
}

function mixPoints(a: readonly Point[] | undefined, b: readonly Point[], e: number): readonly Point[] {
  if (a?.length !== b.length) return b;
  return b.map(([x, y], i) => [mix(a[i]?.[0] ?? x, x, e), mix(a[i]?.[1] ?? y, y, e)]);
}

const mix = (a: number, b: number, e: number): number => a + (b - a) * e;

/** Do two things look the same? Cheap enough to ask of every thing in every frame. */
export function same(a: Placed, b: Placed): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.opacity === b.opacity &&
    a.w === b.w &&
    a.h === b.h &&
    a.r === b.r &&
    a.weight === b.weight &&
    a.kind === b.kind &&
    a.title === b.title &&
    sameData(a.data, b.data) &&
    sameTexts(a.texts, b.texts) &&
    samePoints(a.points, b.points)
  );
}

function sameData(a: Placed["data"], b: Placed["data"]): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}

function sameTexts(a: Placed["texts"], b: Placed["texts"]): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (b ?? []).every((t, i) => {
    const s = a?.[i];
    return s?.text === t.text && s.x === t.x && s.y === t.y && s.as === t.as && s.scale === t.scale;
  });
}

function samePoints(a: Placed["points"], b: Placed["points"]): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (b ?? []).every((p, i) => a?.[i]?.[0] === p[0] && a[i]?.[1] === p[1]);
}
