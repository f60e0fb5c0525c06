// The names in a directory, as a persistent map: a plain record, or past 16 names a tree of 32-way branches by the
// hash of the name. Adding to a directory of any size copies little, and small ones stay easy to read.
// Order is that of a hash table, as in ext4: no promise to anybody.

import type { DentryId } from "./dentry.ts";

type Leaf = Readonly<Record<string, DentryId>>;
export type Names = Leaf | readonly (Names | null)[];

const LEAF_MAX = 16; // names in a record before it is split
const DEPTH_MAX = 6; // branches: 5 bits of a 32-bit hash each

export const NO_NAMES: Names = {};

export function nameIn(names: Names, name: string): DentryId | undefined {
  let at = names;
  if (Array.isArray(at)) {
    const h = hash(name);
    for (let shift = 0; Array.isArray(at); shift += 5) {
      const next = at[(h >>> shift) & 31] as Names | null | undefined;
      if (!next) return undefined;
      at = next;
    }
  }
  // "constructor" and "__proto__" are names like any other; what they find on a plain object is never a number.
  const id = (at as Leaf)[name];
  return typeof id === "number" ? id : undefined;
}

export function withName(names: Names, name: string, id: DentryId): Names {
  return insert(names, 0, name, id);
}

function insert(names: Names, depth: number, name: string, id: DentryId): Names {
  if (isBranch(names)) {
    const i = (hash(name) >>> (depth * 5)) & 31;
    const copy = names.slice();
    copy[i] = insert(copy[i] ?? NO_NAMES, depth + 1, name, id);
    return copy;
  }
  const leaf: Leaf = { ...names, [name]: id };
  if (depth >= DEPTH_MAX || Object.keys(leaf).length <= LEAF_MAX) return leaf;
  const slots: Record<string, DentryId>[] = Array.from({ length: 32 }, () => ({}));
  for (const [n, d] of Object.entries(leaf)) Object.defineProperty(slots[(hash(n) >>> (depth * 5)) & 31], n, own(d));
  return slots;
}

const own = (value: DentryId) => ({ value, enumerable: true, writable: true, configurable: true });

export function withoutName(names: Names, name: string): Names {
  return removeFrom(names, 0, name);
}

function removeFrom(names: Names, depth: number, name: string): Names {
  if (!isBranch(names)) {
    const { [name]: _, ...rest } = names;
    return rest;
  }
  const i = (hash(name) >>> (depth * 5)) & 31;
  const copy = names.slice();
  const slot = copy[i];
  if (slot) copy[i] = removeFrom(slot, depth + 1, name);
  return copy;
}

export function isEmptyNames(names: Names): boolean {
  if (isBranch(names)) return names.every((n) => n === null || isEmptyNames(n));
  for (const _ in names) return false;
  return true;
}

export function countNames(names: Names): number {
  if (isBranch(names)) return names.reduce((sum, n) => sum + (n ? countNames(n) : 0), 0);
  return Object.keys(names).length;
}

export function listNames(names: Names): [string, DentryId][] {
  if (!isBranch(names)) return Object.entries(names);
  return names.flatMap((n) => (n ? listNames(n) : []));
}

function isBranch(names: Names): names is readonly (Names | null)[] {
  return Array.isArray(names);
}

/** FNV-1a over the bytes of the name. */
function hash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}
