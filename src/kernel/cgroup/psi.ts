// Pressure stall information: how long tasks of a cgroup waited for a resource - Documentation/accounting/psi.rst
//
// "The ratios (in %) are tracked as recent trends over ten, sixty, and three hundred second windows …
//  The total absolute stall time (in us) is tracked and exported as well."

export type PsiResource = "cpu" | "memory" | "io";

export interface Psi {
  /** Virtual nanoseconds that some, and that all tasks stalled. */
  readonly some: number;
  readonly full: number;
  /** Shares of the last windows, 0 to 1, as they were at `at`. */
  readonly averages: readonly [number, number, number];
  readonly at: number;
}

export const NO_PRESSURE: Psi = { some: 0, full: 0, averages: [0, 0, 0], at: 0 };

const WINDOWS = [10e9, 60e9, 300e9] as const; // virtual nanoseconds

/** The averages after `elapsed` nanoseconds of which `share` were stalls: calc_load(), as a continuous decay. */
function decayed(averages: Psi["averages"], elapsed: number, share: number): Psi["averages"] {
  const next = (old: number, window: number) => share + (old - share) * Math.exp(-elapsed / window);
  const [a, b, c] = averages;
  return [next(a, WINDOWS[0]), next(b, WINDOWS[1]), next(c, WINDOWS[2])];
}

/** A stall of `ns` virtual nanoseconds ended at `at`. */
export function stalled(psi: Psi, ns: number, at: number): Psi {
  const quiet = decayed(psi.averages, Math.max(0, at - ns - psi.at), 0);
  return { some: psi.some + ns, full: psi.full + ns, averages: decayed(quiet, ns, 1), at };
}

const percent = (share: number): string => (share * 100).toFixed(2);

/** "some avg10=0.00 avg60=0.00 avg300=0.00 total=0" and the same of "full". */
export function psiText({ some, full, averages, at }: Psi, now: number): string {
  const [a, b, c] = decayed(averages, Math.max(0, now - at), 0).map(percent);
  const line = (name: string, total: number) =>
    `${name} avg10=${a} avg60=${b} avg300=${c} total=${Math.floor(total / 1000)}\n`;
  return line("some", some) + line("full", full);
}
