// Charges as they come in, and their sums.

import { cacheMiss, type Locality } from "../machine/locality.ts";
import { type Price, type Profile, scaled, type TechniquePrice } from "../machine/price.ts";
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

/** What a charge is for: who, why, what. */
export type Purpose = Pick<Charge, "layer" | "cause" | "name">;

/** Charges a technique's price `count` times. Throws where the profile's processor cannot do it. */
export function pay(
  { profile, charge }: Account,
  price: TechniquePrice,
  { layer, cause, name }: Purpose,
  count = 1,
): void {
  const one = profile.technique[price];
  if (!one) throw new Error(`profile ${profile.name} has no price for ${price}`);
  charge(layer, cause, name, scaled(one, count), count);
}

const LINES = 256; // bytes that are read of a page of the hypervisor's own

/** Pages that a hypervisor keeps for an address space: what they add to the guest's in the processor's cache. */
export function readOwn({ locality, profile, charge }: Account, pages: readonly string[], cause: Cause): void {
  const price = profile.hardware["cache-miss"];
  for (const page of pages) {
    const lines = cacheMiss(locality, page) * Math.ceil(LINES / profile.cache.line);
    if (lines > 0) charge("hypervisor", cause, "cache miss", scaled(price, lines), lines);
  }
}
