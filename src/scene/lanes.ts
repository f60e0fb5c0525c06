// The line of events as lanes, one for each layer of the house: when who was at work. What is past is strong, what is
// to come is pale; where many events fall on one spot they become one block, the higher the more there are.

import { LANES, type LaneBins, lanesIn } from "./lane-bins.ts";
import { fitText, textWidth } from "./lettering.ts";
import { frame, type Placed } from "./placed.ts";
import type { Words } from "./words.ts";

export interface LanesView {
  readonly width: number;
  readonly height: number;
  readonly words: Words;
  /** The part of the line that is shown: positions from..to. */
  readonly from: number;
  readonly to: number;
  /** Where the playhead stands. */
  readonly now: number;
  /** Where other branches leave this one. */
  readonly branches?: readonly { readonly id: number; readonly name: string; readonly at: number }[];
}

const TOP = 18; // px above the lanes, for marks
const EDGE = 10; // px
const LEAST = 4; // px; a block is not narrower
const LAYER = { line: 1, block: 2, mark: 3, head: 4 } as const;

/** Where a position is, in px from the left. */
export function laneX(view: LanesView): (n: number) => number {
  const left = labelWidth(view);
  const span = Math.max(1, view.to - view.from);
  return (n) => left + ((n - view.from) / span) * (view.width - left - EDGE);
}

/** The position nearest to a place: for pointing at the line. */
export function laneAt(view: LanesView): (x: number) => number {
  const left = labelWidth(view);
  const span = Math.max(1, view.to - view.from);
  return (x) => {
    const n = Math.round(view.from + ((x - left) / (view.width - left - EDGE)) * span);
    return Math.min(view.to, Math.max(view.from, n));
  };
}

/** Room for the longest name of a lane, but never a third of the picture. */
function labelWidth({ width, words }: LanesView): number {
  const longest = Math.max(...LANES.map((name) => textWidth(words.lanes[name], "note").w));
  return Math.min(width / 3, longest + EDGE + 12);
}

export function lanes(bins: LaneBins, view: LanesView): readonly Placed[] {
  const { width, height, words, from, to, now } = view;
  const shown = lanesIn(bins);
  const step = (height - TOP - 6) / shown.length;
  const x = laneX(view);
  const left = labelWidth(view);
  const out: Placed[] = [frame(width, height, words.timeline(from, to, now))];
  for (const [i, name] of shown.entries()) {
    const y = TOP + i * step + step / 2;
    const line = { layer: LAYER.line, opacity: 1, data: { lane: name } };
    const text = fitText(words.lanes[name], "note", left - 12);
    out.push(
      { ...line, key: `lane:${name}`, kind: "lane", x: 0, y, texts: [{ x: EDGE - 4, y: 4, text, as: "note" }] },
      {
        ...line,
        key: `lane:${name}/line`,
        kind: "lane-line",
        x: left,
        y,
        points: [
          [0, 0],
          [width - left - EDGE, 0],
        ],
      },
      ...blocks(bins.counts[LANES.indexOf(name)] ?? [], view, name, y, Math.min(18, step - 6)),
    );
  }
  for (const n of bins.commands) {
    if (n < from || n > to) continue;
    out.push({
      key: `command:${n}`,
      kind: "command",
      layer: LAYER.mark,
      x: x(n) - 3,
      y: 6,
      w: 6,
      h: 6,
      r: 1,
      opacity: 1,
    });
  }
  for (const branch of view.branches ?? []) {
    if (branch.at < from || branch.at > to) continue;
    out.push({
      ...{ key: `branch:${branch.id}`, kind: "branch", layer: LAYER.mark, x: x(branch.at), y: 9, r: 5, opacity: 1 },
      title: branch.name,
    });
  }
  const points = [
    [0, 2],
    [0, height - 2],
  ] as const;
  out.push({ key: "playhead", kind: "playhead", layer: LAYER.head, x: x(now), y: 0, opacity: 1, points });
  return thinned(out, from, to);
}

/** At most one command mark for every few pixels: the list keeps its length whatever is typed. */
function thinned(items: readonly Placed[], from: number, to: number): readonly Placed[] {
  if (to - from < 2000) return items;
  let last = Number.NEGATIVE_INFINITY;
  return items.filter((item) => {
    if (item.kind !== "command") return true;
    if (item.x - last < 8) return false;
    last = item.x;
    return true;
  });
}

/** One block for each run of events, at the finest level whose blocks are still wide enough to be seen. */
function blocks(
  levels: readonly (readonly number[])[],
  view: LanesView,
  lane: string,
  y: number,
  most: number,
): Placed[] {
  const { from, to, now } = view;
  const x = laneX(view);
  const perEvent = x(1) - x(0);
  let level = 0;
  while (perEvent * 2 ** level < LEAST && level < levels.length - 1) level++;
  const size = 2 ** level;
  const counts = levels[level] ?? [];
  const out: Placed[] = [];
  for (let i = Math.floor(from / size); i * size < to && i < counts.length; i++) {
    const n = counts[i] ?? 0;
    if (n === 0) continue;
    const first = Math.max(from, i * size);
    const last = Math.min(to, (i + 1) * size);
    const h = level === 0 ? most : most * (0.35 + 0.65 * Math.min(1, (2 * n) / size));
    const w = Math.max(1.5, x(last) - x(first) - Math.min(1.5, perEvent * size * 0.25));
    out.push({
      ...{ key: `block:${lane}/${level}/${i}`, kind: "block", layer: LAYER.block, opacity: 1 },
      ...{ x: x(first), y: y - h / 2, w, h, r: Math.min(3, w / 2), data: { lane, past: last <= now } },
    });
  }
  return out;
}
