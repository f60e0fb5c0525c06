// sim --ledger: what a script cost, by layer and by cause, as one line of JSON.

import type { Profile } from "../../machine/price.ts";
import type { Charge, Ledger } from "../../virt/ledger.ts";

interface Sum {
  cycles: number;
  count: number;
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

function sums(rows: readonly Charge[], key: (row: Charge) => string): Record<string, Sum> {
  const all: Record<string, Sum> = {};
  for (const row of rows) {
    const sum = all[key(row)] ?? { cycles: 0, count: 0 };
    all[key(row)] = { cycles: sum.cycles + row.cycles, count: sum.count + row.count };
  }
  for (const sum of Object.values(all)) Object.assign(sum, { cycles: rounded(sum.cycles), count: rounded(sum.count) });
  return all;
}

/** Cycles and counts by layer, by cause and mark, and row by row; the dearest row first. */
export function ledgerJson(world: string, profile: Profile, { rows, cycles }: Ledger): string {
  const sorted = [...rows].sort((a, b) => b.cycles - a.cycles);
  return `${JSON.stringify({
    world,
    profile: profile.name,
    hz: profile.hz,
    cycles: rounded(cycles),
    microseconds: rounded((cycles / profile.hz) * 1e6),
    layers: sums(rows, (row) => row.layer),
    causes: sums(rows, (row) => row.cause),
    marks: sums(rows, (row) => row.mark),
    rows: sorted.map((row) => ({ ...row, cycles: rounded(row.cycles), count: rounded(row.count) })),
  })}\n`;
}
