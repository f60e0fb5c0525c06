// A persistent table from small integers to values: a 32-way trie of plain arrays.
//
// Every table of the kernel (tasks, inodes, mounts ...) is one of these, because the history keeps
// old states: an update copies one path of the trie (three short arrays at 32,768 entries) and shares
// the rest. It is plain JSON (a hole is null) and is walked in key order, so a world can be written
// to a file and two runs can be compared.

type Slots<V> = readonly (Slots<V> | V | null)[];

export interface Table<K extends number, V> {
  readonly size: number;
  /** Levels below the root: keys below 32 ** (depth + 1) fit. */
  readonly depth: number;
  readonly root: Slots<V>;
  readonly __key?: K;
}

const BITS = 5;
const MASK = 31;
/** The first key that does not fit, by depth: worked out once, for `get` is the kernel's hottest function. */
const LIMITS = Array.from({ length: 10 }, (_, depth) => 2 ** (BITS * (depth + 1)));

export function emptyTable<K extends number, V>(): Table<K, V> {
  return { size: 0, depth: 0, root: [] };
}

export function get<K extends number, V>(t: Table<K, V>, key: K): V | undefined {
  if (key < 0 || key >= (LIMITS[t.depth] as number)) return undefined;
  let node = t.root;
  for (let level = t.depth; level > 0; level--) {
    const next = node[(key >>> (level * BITS)) & MASK] as Slots<V> | null | undefined;
    if (!next) return undefined;
    node = next;
  }
  return (node[key & MASK] as V | null | undefined) ?? undefined;
}

/** The entry that must be there: a missing one is a bug of the caller, and loud. */
export function lookup<K extends number, V>(t: Table<K, V>, key: K): V {
  const v = get(t, key);
  if (v === undefined) throw new Error(`no entry ${key} in this table`);
  return v;
}

export function set<K extends number, V>(t: Table<K, V>, key: K, value: V): Table<K, V> {
  let { depth, root } = t;
  while (key >= 2 ** (BITS * (depth + 1))) {
    root = root.length ? [root] : [];
    depth++;
  }
  const fresh = get(t, key) === undefined;
  return { size: t.size + (fresh ? 1 : 0), depth, root: setIn(root, depth, key, value) };
}

function setIn<V>(node: Slots<V>, level: number, key: number, value: V | null): Slots<V> {
  const i = (key >>> (level * BITS)) & MASK;
  const copy = node.slice();
  while (copy.length <= i) copy.push(null); // no sparse arrays: JSON would not give them back
  copy[i] = level === 0 ? value : setIn((copy[i] as Slots<V> | null) ?? [], level - 1, key, value);
  return copy;
}

export function remove<K extends number, V>(t: Table<K, V>, key: K): Table<K, V> {
  if (get(t, key) === undefined) return t;
  return { size: t.size - 1, depth: t.depth, root: removeIn(t.root, t.depth, key) ?? [] };
}

/** A branch that becomes empty goes, too: ids only grow, and a walk should not pass over all that ever were. */
function removeIn<V>(node: Slots<V>, level: number, key: number): Slots<V> | null {
  const i = (key >>> (level * BITS)) & MASK;
  const copy = node.slice();
  copy[i] = level === 0 ? null : removeIn(copy[i] as Slots<V>, level - 1, key);
  return copy[i] !== null || copy.some((slot) => slot !== null) ? copy : null;
}

/** Values in key order. */
export function values<K extends number, V>(t: Table<K, V>): V[] {
  const out: V[] = [];
  collect(t.root, t.depth, 0, (_, v: V) => out.push(v));
  return out;
}

/** Keys in order. */
export function keys<K extends number, V>(t: Table<K, V>): K[] {
  const out: K[] = [];
  collect(t.root, t.depth, 0, (k) => out.push(k as K));
  return out;
}

function collect<V>(node: Slots<V>, level: number, base: number, visit: (k: number, v: V) => void): void {
  for (let i = 0; i < node.length; i++) {
    const slot = node[i];
    if (slot === null || slot === undefined) continue;
    if (level === 0) visit(base + i, slot as V);
    else collect(slot as Slots<V>, level - 1, base + i * 2 ** (BITS * level), visit);
  }
}
