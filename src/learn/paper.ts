// The model held against a paper: every published value beside what the model says, and how far apart they are.

import type { ModelRow } from "../timeline/paper-table.ts";
import type { FactSource, FactTable, MeasuredSystem, MeasuredWorld } from "./facts.ts";

/** `time`: microseconds against microseconds. `overhead`: each divided by its own Linux on the hardware first. */
export const MEASURES = ["time", "overhead"] as const;
export type Measure = (typeof MEASURES)[number];

/** What the two say of one column in one system. */
export interface Pair {
  readonly system: MeasuredSystem;
  readonly published: number;
  /** Null where the model has nothing to say: the system is not modelled, or the column was not computed. */
  readonly model: number | null;
  /** model / published */
  readonly ratio: number | null;
  /** The published value was used to set a price of the model: that the two agree proves little. */
  readonly fitted: boolean;
}

export interface PaperRow {
  readonly table: FactTable;
  readonly column: string;
  readonly pairs: readonly Pair[];
}

/** A row of the model that the paper's tables do not have, by world. */
export interface UnpublishedRow {
  readonly table: string;
  readonly column: string;
  readonly worlds: Readonly<Partial<Record<MeasuredWorld, number>>>;
}

/** Every column of every table of the source, in its order. */
export function paperRows(source: FactSource, model: readonly ModelRow[], measure: Measure): readonly PaperRow[] {
  const computed = new Map(model.map((row) => [`${row.world} ${row.table} ${row.column}`, row]));
  const native = source.systems.find(({ world }) => world === "bare");
  return source.tables.flatMap((table) =>
    table.columns.map((column, i): PaperRow => {
      const paper = (system: MeasuredSystem) => table.rows[system.id]?.[i] ?? Number.NaN;
      const row = ({ world }: MeasuredSystem) => computed.get(`${world} ${table.id} ${column}`);
      const pairs = source.systems.map((system): Pair => {
        const ours = row(system);
        const fitted = ours?.fitted ?? false;
        if (measure === "time" || !native) return pair(system, paper(system), ours?.microseconds ?? null, fitted);
        const base = row(native)?.microseconds;
        const model = base === undefined || ours === undefined ? null : ours.microseconds / base;
        return pair(system, paper(system) / paper(native), model, fitted);
      });
      return { table, column, pairs };
    }),
  );
}

const pair = (system: MeasuredSystem, published: number, model: number | null, fitted: boolean): Pair => ({
  system,
  published,
  model,
  fitted,
  ratio: model === null ? null : model / published,
});

/** What the model computes and the source does not have, in the order of its first appearance. */
export function unpublishedRows(source: FactSource, model: readonly ModelRow[]): readonly UnpublishedRow[] {
  const published = new Set(source.tables.flatMap(({ id, columns }) => columns.map((column) => `${id} ${column}`)));
  const rows = new Map<string, UnpublishedRow>();
  for (const { table, column, world, microseconds } of model) {
    const key = `${table} ${column}`;
    if (published.has(key)) continue;
    const before = rows.get(key) ?? { table, column, worlds: {} };
    rows.set(key, { ...before, worlds: { ...before.worlds, [world]: microseconds } });
  }
  return [...rows.values()];
}

/** How well the two agree: how many of the compared values lie within the band, and the one furthest off. */
export interface Agreement {
  readonly compared: number;
  readonly within: number;
  readonly furthest: { readonly row: PaperRow; readonly pair: Pair; readonly ratio: number } | null;
}

/** Of what the model foretells, or of what was fitted. `band` 1.3 takes in ratios from 1/1.3 to 1.3. */
export function agreement(rows: readonly PaperRow[], band: number, fitted: boolean): Agreement {
  const found = rows.flatMap((row) =>
    row.pairs.flatMap((pair) =>
      pair.ratio === null || pair.fitted !== fitted ? [] : [{ row, pair, ratio: pair.ratio }],
    ),
  );
  const off = (ratio: number) => Math.abs(Math.log(ratio));
  const [furthest = null] = [...found].sort((a, b) => off(b.ratio) - off(a.ratio));
  return { compared: found.length, within: found.filter(({ ratio }) => isWithin(ratio, band)).length, furthest };
}

export const isWithin = (ratio: number, band: number): boolean => Math.abs(Math.log(ratio)) <= Math.log(band) + 1e-9;
