// Published figures, as content/facts/ holds them: what a paper measured, where it is printed, on what machine.

import type { Both } from "./lesson.ts";

/** A world of the model that can be set against a published row. */
export const MEASURED_WORLDS = ["bare", "xen", "vmware-2003"] as const;
export type MeasuredWorld = (typeof MEASURED_WORLDS)[number];

/** Something that was measured; without a world, the model does not have it. */
export interface MeasuredSystem {
  readonly id: string;
  readonly world?: MeasuredWorld | undefined;
  readonly name: Both<string>;
}

export interface FactTable {
  readonly id: string;
  /** Its place in the source: "Table 3". */
  readonly where: string;
  readonly title: Both<string>;
  readonly columns: readonly string[];
  /** By system, a value for each column. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
}

export interface FactSource {
  readonly id: string;
  readonly cite: string;
  readonly mark: "measured" | "derived";
  readonly unit: "us";
  readonly testbed: Both<string>;
  readonly systems: readonly MeasuredSystem[];
  readonly tables: readonly FactTable[];
}
