// What a processor still has at hand: the translations in its TLB and the pages in its second-level cache.
//
// A cache of several ways chooses by the address: a page of memory can only lie in the lines of its colour, and memory
// that a kernel hands out has its colours by chance. So a set of processes that would fit into the cache by size does not:
// some colours get more pages than there are ways, and a ring of processes that takes turns throws those out every time.
// What is computed is the chance of it: a page is gone when, of the pages used since, at least as many as there are ways
// have its colour. The context switches of lmbench with 16 and 64 kB are mostly this.

import type { PageNo, SpaceId } from "./op.ts";
import type { Profile } from "./price.ts";

const PAGE = 4096; // bytes

export interface Locality {
  readonly tlb: Set<string>;
  readonly tlbEntries: number;
  /** Pages in the order of their last use, the last one behind. */
  readonly used: string[];
  /** Pages to look back at most: behind them nothing is left in the cache. */
  readonly reach: number;
  /** By the number of other pages used since, the chance that a page is gone. */
  readonly gone: readonly number[];
}

const FAR = 3; // times the pages of the cache: by then all is gone

export function newLocality({ cache, tlbEntries }: Profile): Locality {
  const colours = Math.max(1, cache.bytes / cache.ways / PAGE);
  const reach = FAR * colours * cache.ways;
  const gone = Array.from({ length: reach }, (_, since) => atLeast(cache.ways, since, 1 / colours));
  return { tlb: new Set(), tlbEntries, used: [], reach, gone };
}

/** The chance that of `n` pages at least `k` have a given colour, which each has with chance `p`: the binomial tail. */
function atLeast(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = term;
  for (let i = 1; i < k; i++) {
    term *= (((n - i + 1) / i) * p) / (1 - p);
    below += Math.max(0, term);
  }
  return Math.max(0, 1 - below);
}

export const pageKey = (space: SpaceId, page: PageNo): string => `${space}:${page}`;

/** Whether the TLB has the page; it has afterwards. */
export function inTlb({ tlb, tlbEntries }: Locality, key: string): boolean {
  if (tlb.has(key)) return true;
  if (tlb.size >= tlbEntries) {
    const [oldest] = tlb;
    if (oldest !== undefined) tlb.delete(oldest);
  }
  tlb.add(key);
  return false;
}

/** The chance, 0 to 1, that the cache has lost the page; it has it afterwards. */
export function cacheMiss({ used, reach, gone }: Locality, key: string): number {
  const at = used.lastIndexOf(key);
  const since = used.length - 1 - at;
  if (at >= 0) used.splice(at, 1);
  used.push(key);
  if (used.length > reach) used.shift();
  return at < 0 ? 1 : (gone[since] ?? 1);
}
