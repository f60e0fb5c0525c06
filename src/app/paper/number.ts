import type { Measure } from "../../learn/paper.ts";

/** Three digits, as the paper prints them. */
const digits = (n: number): string =>
  n >= 1000 ? Math.round(n).toLocaleString("en") : n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2);

export const write = (n: number, measure: Measure): string =>
  measure === "time" ? `${digits(n)} µs` : `×${digits(n)}`;

/** The number alone, for a column whose head names the unit. */
export const writeBare = digits;
