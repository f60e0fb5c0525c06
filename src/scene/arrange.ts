// How large and how wide: the largest lettering and the widest rooms with which everything fits side by side.

import type { Env } from "./env.ts";
import { FOLDER, folderFloor } from "./folder-floor.ts";
import type { Block } from "./placed.ts";
import { plots } from "./plots.ts";
import type { Laid } from "./process.ts";
import { building } from "./room-box.ts";
import type { Room } from "./rooms.ts";
import { tiles } from "./tiles.ts";
import { yard } from "./yard.ts";

const SCALES = [1.4, 1.25, 1.12, 1]; // few things are shown larger: the first one with which everything fits
const CELL = 84; // px; about what one process takes
const TILES = 262; // px kept for tiles: two side by side
const WIDEST = 620; // px; no yard or room is wider beside others
const FEW = 24; // processes that must not be hidden
const FULL = 5; // top rooms drawn in full; when there are more, most become tiles
const KEPT = 2; // rooms still drawn in full beside tiles
export const BETWEEN = 22; // px between buildings

export interface Arranged {
  readonly env: Env;
  readonly yard: Laid;
  readonly buildings: readonly Laid[];
  /** Directories being filled, with nobody on them yet. */
  readonly plots: readonly Block[];
  /** Rooms as tiles. */
  readonly rest: Block | null;
}

interface Attempt {
  readonly s: number;
  /** px more than there is: a picture that grows higher. */
  readonly grow: number;
}

/** Arranges yard and rooms in `width`; `skyOf` says how high they may be when lettering is enlarged so much. */
export function arrange(base: Env, width: number, skyOf: (env: Env) => number): Arranged {
  const [shown, others] = split(base, FULL);
  const tried: { readonly flaw: Flaw; readonly as: Arranged }[] = [];
  for (const { s, grow } of attempts(base, others.length > 0)) {
    const env = { ...base, s };
    const sky = skyOf(env) + grow;
    const as = attempt(env, shown, others, width, sky);
    const flaw = flawOf(as, width, sky, grow);
    if (flaw === Flaw.none) return as;
    tried.push({ flaw, as });
  }
  const least = Math.min(...tried.map((t) => t.flaw));
  return (tried.find((t) => t.flaw === least) as (typeof tried)[number]).as;
}

function attempts({ k, rooms, view, compact }: Env, crowded: boolean): Attempt[] {
  const largest = sizeFor(rooms.all.length, view);
  const scales = view.scale !== undefined ? [view.scale] : crowded ? [1] : SCALES.filter((s) => s <= largest);
  const within = scales.map((s) => ({ s, grow: 0 }));
  // A few processes deep inside each other must not be hidden: then the picture grows.
  return k.tasks.size <= FEW && !compact ? [...within, { s: 1, grow: 140 }, { s: 1, grow: 320 }] : within;
}

/** The more rooms, the smaller; one process more or less should not change the size of everything else. */
function sizeFor(rooms: number, { width, height }: Env["view"]): number {
  const steps = Math.min(3, rooms + 1) - (width >= 1300 && height >= 600 ? 1 : 0);
  return SCALES[steps] ?? 1;
}

/** All as wide as they like at first; then the widest is made narrower until they stand side by side. */
function attempt(env: Env, shown: readonly Room[], others: readonly Room[], width: number, sky: number): Arranged {
  const kept = others.length > 0 ? TILES : 0;
  const lots = kept > 0 ? [] : plots(env.k, env.rooms).map((place) => folderFloor(env, place, FOLDER * env.s));
  const beside = kept + lots.reduce((sum, b) => sum + b.w + BETWEEN, 0);
  const makers = [
    (w: number): Laid => yard(env, w, sky),
    ...shown.map(
      (room) =>
        (w: number): Laid =>
          building(env, room, w, sky),
    ),
  ];
  const blocks = makers.map((make) => make(shown.length === 0 ? width - beside : WIDEST * env.s));
  const total = (): number =>
    blocks.reduce((sum, b) => sum + b.w, beside) + BETWEEN * (blocks.length + (kept ? 0 : -1));
  narrowDown(
    blocks,
    makers,
    () => total() <= width,
    CELL * 0.6 * env.s,
    (old, next) => loss(next) <= loss(old),
  );
  narrowDown(
    blocks,
    makers,
    () => total() <= width,
    CELL * 0.6 * env.s,
    (old, next) => kept > 0 || next.hidden <= old.hidden,
  );
  const [ground, ...buildings] = blocks as [Laid, ...Laid[]];
  const used = blocks.reduce((sum, b) => sum + b.w + BETWEEN, lots.length * (FOLDER * env.s + BETWEEN));
  const rest = others.length > 0 ? tiles(env, others, width - used, sky) : null;
  return { env, yard: ground, buildings, plots: lots, rest };
}

/** Makes the widest block narrower by a step, again and again, as long as that is allowed and needed. */
function narrowDown(
  blocks: Laid[],
  makers: readonly ((width: number) => Laid)[],
  enough: () => boolean,
  step: number,
  allowed: (old: Laid, next: Laid) => boolean,
): void {
  const done = new Set<number>();
  while (!enough() && done.size < blocks.length) {
    const open = blocks.map((_, i) => i).filter((i) => !done.has(i));
    const i = open.reduce((a, b) => ((blocks[b]?.w ?? 0) > (blocks[a]?.w ?? 0) ? b : a), open[0] ?? 0);
    const [make, old] = [makers[i], blocks[i]];
    const next = make && old && make(old.w - step);
    if (next && old && next.w < old.w && allowed(old, next)) blocks[i] = next;
    else done.add(i);
  }
}

/** What a block does not show: who started whom, or even processes. */
const loss = ({ hidden, plain }: Laid): number => 2 * hidden + (plain ? 1 : 0);

// What is wrong with an arrangement, from nothing to the worst.
const Flaw = { none: 0, noLines: 1, higher: 2, hides: 3, wide: 4 } as const;
type Flaw = (typeof Flaw)[keyof typeof Flaw];

function flawOf(
  { yard: ground, buildings, plots: lots, rest }: Arranged,
  width: number,
  sky: number,
  grow: number,
): Flaw {
  const all: readonly Block[] = [ground, ...buildings, ...lots, ...(rest ? [rest] : [])];
  const wide = all.reduce((sum, b) => sum + b.w, 0) + BETWEEN * (all.length - 1);
  if (wide > width || all.some((b) => b.h > sky)) return Flaw.wide;
  const laid = [ground, ...buildings];
  if (laid.some((b) => b.hidden > 0)) return Flaw.hides;
  if (grow > 0) return Flaw.higher;
  return laid.some((b) => b.plain) ? Flaw.noLines : Flaw.none;
}

/** Rooms drawn in full, with the one in focus among them; the others. */
export function split({ rooms: { top }, view }: Env, full: number): readonly [readonly Room[], readonly Room[]] {
  if (top.length <= full) return [top, []];
  const shown = [...top.filter((r) => r.key === view.focus), ...top.filter((r) => r.key !== view.focus)].slice(0, KEPT);
  return [shown, top.filter((r) => !shown.includes(r))];
}
