// Ranges of ids for a new user namespace: --map-users, --map-groups, --map-auto.

import { readUsers } from "../accounts.ts";
import type { Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { subordinate } from "./newidmap.ts";

export interface IdRange {
  readonly inner: number;
  readonly outer: number;
  readonly count: number;
}

/** "inner:outer:count", or as before util-linux 2.39 "outer,inner,count". */
export function* readRange(cmd: Cmd, text: string): Run<IdRange> {
  const colons = /^(\d+):(\d+):(\d+)$/.exec(text);
  if (colons) return { inner: Number(colons[1]), outer: Number(colons[2]), count: Number(colons[3]) };
  const commas = /^(\d+),(\d+),(\d+)$/.exec(text);
  if (commas) return { outer: Number(commas[1]), inner: Number(commas[2]), count: Number(commas[3]) };
  return yield* cmd.die(1, `invalid mapping '${text}'`);
}

/** The first range that /etc/subuid or /etc/subgid gives the user; -1: from the lowest free id up. */
export function* subRange(cmd: Cmd, file: string, uid: number): Run<IdRange> {
  const user = (yield* readUsers()).find((u) => u.uid === uid);
  if (!user) return yield* cmd.die(1, `you (user ${uid}) don't exist.`);
  const [first] = yield* subordinate(file, uid);
  if (!first) return yield* cmd.die(1, `no line matching user "${user.name}" in ${file}`);
  return { ...first, inner: -1 };
}

/** The caller's own id stands first, and the ranges leave it out. */
export function withSingle(ranges: readonly IdRange[], outer: number, inner: number | null): IdRange[] {
  const placed = ranges.map((r) => (r.inner === -1 ? { ...r, inner: 0 } : r));
  if (inner === null) return placed;
  const rest = placed.flatMap((r) => without(r, outer, inner));
  return [{ inner, outer, count: 1 }, ...rest];
}

/** The range without the one id inside and the one outside: the last id is given up for the place. */
function without(r: IdRange, outer: number, inner: number): IdRange[] {
  const within = (id: number, first: number) => id >= first && id <= first + r.count;
  const count = within(outer, r.outer) || within(inner, r.inner) ? r.count - 1 : r.count;
  const cutOuter = Math.min(Math.max(0, outer - r.outer), count);
  const cutInner = Math.min(Math.max(0, inner - r.inner), count);
  const skip = (first: number, id: number) => (first === id ? first + 1 : first);
  const low = { inner: r.inner, outer: r.outer, count: Math.min(cutInner, cutOuter) };
  const middle = {
    inner: skip(low.inner + low.count, inner),
    outer: skip(low.outer + low.count, outer),
    count: Math.abs(cutOuter - cutInner),
  };
  const high = {
    inner: skip(middle.inner + middle.count, inner),
    outer: skip(middle.outer + middle.count, outer),
    count: count - low.count - middle.count,
  };
  return [low, middle, high].filter((part) => part.count > 0);
}
