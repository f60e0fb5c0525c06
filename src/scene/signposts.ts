// Beside the way of a call: at each border that it crosses, what carried it over; and where it did not go, a word that says
// so. A signpost that would cover a text is not put up.

import { type Crossing, deepest } from "./crossings.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import { keyOn } from "./machine-key.ts";
import { type Box, outline, type Placed, type Point, textBoxes } from "./placed.ts";
import type { Way } from "./way.ts";
import type { Words } from "./words.ts";

const [H, EDGE, WIDEST] = [18, 7, 240]; // px

export interface Signpost {
  readonly placed: Placed;
  /** The point of the way from which on it stands. */
  readonly from: number;
}

interface Reader {
  readonly words: Words;
  readonly machine: string;
}

export function signposts(
  placed: readonly Placed[],
  way: Way,
  label: Box,
  path: readonly Crossing[] | undefined,
  reader: Reader | undefined,
): readonly Signpost[] {
  const frame = placed.find((p) => p.kind === "frame");
  const taken: Box[] = [
    label,
    ...placed.flatMap(textBoxes),
    ...placed.filter(isRound).map(outline),
    ...lines(way.points),
  ];
  const parts = placed.filter(({ kind }) => kind === "organ" || kind === "unit").map(outline);
  const paper = { x: 2, y: 2, w: (frame?.w ?? 0) - 4, h: (frame?.h ?? 0) - 4 };
  const out: Signpost[] = [];
  const put = (
    text: string,
    at: Point,
    look: Pick<Placed, "key" | "kind" | "data">,
    from: number,
    entered = false,
  ): void => {
    const shown = fitText(text, "fact", WIDEST);
    const w = textWidth(shown, "fact").w + 2 * EDGE;
    const others = parts.filter((part) => !inside({ x: at[0], y: at[1], w: 0, h: 0 }, part));
    const free = (one: Box): boolean => ![...taken, ...others].some((t) => overlap(one, t));
    const box = spots(at, w, entered).find((one) => inside(one, paper) && free(one));
    if (!box) return;
    taken.push(box);
    const texts = [{ x: EDGE, y: 12.8, text: shown, as: "fact" }] as const;
    out.push({ from, placed: { ...look, layer: LAYER.pulse, ...box, r: 4, opacity: 1, texts, title: text } });
  };
  for (const { at, crossings, from, entered } of gathered(way)) {
    const look = { key: `pulse:stop${from}`, kind: "pulse-stop", data: { layer: crossings[0]?.layer ?? "" } };
    put(saying(crossings), at, look, from, entered);
  }
  const below =
    reader && path && path.length > 0 && deepest(path) === "guest-kernel" && hypervisorIn(placed, reader.machine);
  if (below) {
    const text = reader.words.machines.notFurther(below.texts?.[0]?.text ?? reader.words.machines.hypervisor);
    const at: Point = [below.x + (below.w ?? 0) / 2, below.y];
    put(text, at, { key: "pulse:note", kind: "pulse-note" }, way.points.length - 1);
  }
  return out;
}

interface Post {
  readonly at: Point;
  readonly crossings: readonly Crossing[];
  readonly from: number;
  /** Right below the end of the way, or beside it, there is room: it ends at the edge of a slab. */
  readonly entered: boolean;
}

/** What carried the call to each place beyond its own kernel; a place that was passed twice has one post. */
function gathered({ stops, reached }: Way): readonly Post[] {
  const posts: Post[] = [];
  for (const [i, { crossing, at, out, own }] of stops.entries()) {
    if (!crossing || own || crossing.name === "" || crossing.layer === "user") continue;
    const known = posts.findIndex((post) => post.at[0] === at[0] && post.at[1] === at[1]);
    const post = posts[known];
    if (post) posts[known] = { ...post, crossings: [...post.crossings, crossing] };
    else posts.push({ at, crossings: [crossing], from: reached[i] ?? 0, entered: out.length <= 2 });
  }
  return posts;
}

/** "vm-exit: EPT_MISCONFIG, HLT": each name once, behind what carried it over. */
function saying(crossings: readonly Crossing[]): string {
  const ops = [...new Set(crossings.map(({ op }) => op))];
  const said = ops.map((op) => {
    const names = [...new Set(crossings.filter((c) => c.op === op).map(({ name }) => name))].join(", ");
    return op === "" || op === names ? names : `${op}: ${names}`;
  });
  return said.join(", ");
}

const hypervisorIn = (placed: readonly Placed[], machine: string): Placed | undefined =>
  placed.find((p) => p.key === keyOn(machine, "hypervisor:vmm")) ??
  placed.find((p) => p.kind === "hypervisor" && p.key !== "hypervisor:vmmon");

const isRound = ({ kind }: Placed): boolean => kind === "process" || kind === "ghost" || kind === "badge";

/** Places for a sign of this width near a point: inside what is entered, else above it, then beside and below. */
function spots([x, y]: Point, w: number, entered: boolean): Box[] {
  const out: Box[] = [];
  const above = [-H - 10, -H - 18, -2 * H - 10];
  for (const dy of entered ? [-H / 2, 7, ...above] : [...above, -H / 2, 7]) {
    for (const dx of ACROSS) {
      const left = dx === 0 ? x - w / 2 : dx < 0 ? x + dx - w : x + dx;
      out.push({ x: left, y: y + dy, w, h: H });
    }
  }
  return out;
}

const ACROSS = [-7, 7, 0, -24, 24, -60, 60, 110];

/** A line as boxes that no sign may cover. */
const lines = (points: readonly Point[]): Box[] =>
  points.slice(1).map(([x1, y1], i) => {
    const [x0, y0] = points[i] ?? [x1, y1];
    return { x: Math.min(x0, x1) - 2, y: Math.min(y0, y1) - 2, w: Math.abs(x1 - x0) + 4, h: Math.abs(y1 - y0) + 4 };
  });

const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
