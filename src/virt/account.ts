// Charges as they come in, and their sums.

import type { Locality } from "../machine/locality.ts";
import type { Price, Profile } from "../machine/price.ts";
import type { Cause, Charge, Layer, Ledger } from "./ledger.ts";

/** What a technique works with: prices, the hardware's memory of late, and where charges go. */
export interface Account {
  readonly profile: Profile;
  readonly locality: Locality;
  /** The layer that the kernel in question is: the host's own, or a guest's. */
  readonly kernel: Layer;
  charge(layer: Layer, cause: Cause, name: string, price: Price, count?: number): void;
}

/** Sums charges by layer, cause and name. */
export function sum(charges: Iterable<Charge>): Ledger {
  const rows = new Map<string, Charge>();
  let cycles = 0;
  for (const c of charges) {
    cycles += c.cycles;
    const key = `${c.layer} ${c.cause} ${c.name}`;
    const old = rows.get(key);
    rows.set(key, old ? added(old, c) : c);
  }
  return { rows: [...rows.values()], cycles };
}

function added(old: Charge, c: Charge): Charge {
  const [a, b] = [old.range ?? [old.cycles, old.cycles], c.range ?? [c.cycles, c.cycles]];
  const wide = old.range || c.range ? { range: [a[0] + b[0], a[1] + b[1]] as const } : {};
  return { ...old, count: old.count + c.count, cycles: old.cycles + c.cycles, ...wide };
}
