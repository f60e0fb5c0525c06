// How large and how wide: the largest lettering and the widest rooms with which everything fits side by side.

import type { Env } from "./env.ts";
import type { Block } from "./placed.ts";
import type { Laid } from "./process.ts";
import { building } from "./room-box.ts";
import type { Room } from "./rooms.ts";
import { tiles } from "./tiles.ts";
import { yard } from "./yard.ts";

const SCALES = [1.4, 1.25, 1.12, 1]; // tried in this order: few things are shown larger
const WIDTHS = [7, 5, 4, 3, 2, 1]; // processes side by side in one room, tried in this order
const CELL = 84; // px; about what one process takes
const NESTED = 280; // px more for a room with rooms inside
const FULL = 5; // top rooms drawn in full; when there are more, most become tiles
const KEPT = 2; // rooms still drawn in full beside tiles
export const BETWEEN = 22; // px between buildings

export interface Arranged {
  readonly env: Env;
  readonly yard: Laid;
  readonly buildings: readonly Laid[];
  /** Rooms as tiles. */
  readonly rest: Block | null;
}

/** Arranges yard and rooms in `width`; `skyOf` says how high they may be when lettering is enlarged so much. */
export function arrange(base: Env, width: number, skyOf: (env: Env) => number): Arranged {
  const { top } = base.rooms;
  const [shown, others] = split(base, FULL);
  const tried: { readonly rank: number; readonly as: Arranged }[] = [];
  for (const s of others.length > 0 ? [1] : SCALES) {
    const env = { ...base, s };
    const sky = skyOf(env);
    const rest = others.length > 0 ? tiles(env, others, width * 0.45, sky) : null;
    for (const cols of WIDTHS) {
      const most = (cols * CELL + 24) * s;
      const ground = yard(env, top.length === 0 ? width : most, sky);
      const buildings = shown.map((room) =>
        building(env, room, most + (room.children.length > 0 ? NESTED * s : 0), sky),
      );
      const as = { env, yard: ground, buildings, rest };
      const rank = flaws(as, width, sky);
      if (rank === 0) return as;
      tried.push({ rank, as });
    }
  }
  const best = Math.min(...tried.map((t) => t.rank));
  const fitting = tried.filter((t) => t.rank === best).map((t) => t.as);
  return (best === 1 ? fitting[0] : fitting[fitting.length - 1]) as Arranged;
}

/** 0: all is shown. 1: who started whom is not. 2: some processes are counted only. 3: it does not fit. */
function flaws({ yard: ground, buildings, rest }: Arranged, width: number, sky: number): number {
  const all: readonly Block[] = [ground, ...buildings, ...(rest ? [rest] : [])];
  const wide = all.reduce((sum, b) => sum + b.w, 0) + BETWEEN * (all.length - 1);
  if (wide > width || all.some((b) => b.h > sky)) return 3;
  const laid = [ground, ...buildings];
  if (laid.some((b) => b.hidden > 0)) return 2;
  return laid.some((b) => b.plain) ? 1 : 0;
}

/** Rooms drawn in full, with the one in focus among them; the others. */
export function split({ rooms: { top }, view }: Env, full: number): readonly [readonly Room[], readonly Room[]] {
  if (top.length <= full) return [top, []];
  const shown = [...top.filter((r) => r.key === view.focus), ...top.filter((r) => r.key !== view.focus)].slice(0, KEPT);
  return [shown, top.filter((r) => !shown.includes(r))];
}
