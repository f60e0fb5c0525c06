// The order in which a kernfs directory is read: by a hash of the names. kernfs_name_hash(), fs/kernfs/dir.c;
// partial_name_hash(), end_name_hash(), include/linux/stringhash.h, as on 64-bit machines.

const MASK = (1n << 64n) - 1n;
const GOLDEN_RATIO_64 = 0x61c8864680b583ebn;
const INT_MAX = 0x7fffffff;

const remembered = new Map<string, number>();

/** "hash values 0 and 1 are reserved for magic directory entries" */
export function nameHash(name: string): number {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  let sum = 0n;
  for (let i = 0; i < name.length; i++) {
    const c = BigInt(name.charCodeAt(i));
    sum = ((sum + (c << 4n) + (c >> 4n)) * 11n) & MASK;
  }
  const masked = Number(((sum * GOLDEN_RATIO_64) & MASK) >> 32n) & INT_MAX;
  const hash = Math.min(masked < 2 ? masked + 2 : masked, INT_MAX - 1);
  remembered.set(name, hash);
  return hash;
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Names in the order of getdents64(2). */
export const inDirOrder = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => nameHash(a) - nameHash(b) || byBytes(a, b));
