// Events grouped into what a learner calls one step.
//
//   events    tty.typed | sys.called task.woken task.chosen | sys.called inode.created file.opened | …
//   bounds   0          1                                   4                                      7
//
// A step begins with a line typed or a system call, and takes in all that this caused until the next one. Step k leads
// from position bounds[k] to bounds[k + 1].

import type { WorldEvent } from "../../kernel/apply.ts";

/** What one pass over the events of a line has found; `grown` continues it. */
export interface Steps {
  /** Positions between steps, the first 0, the last the length of the line. */
  readonly bounds: readonly number[];
  /** How much attention each step deserves: 1 for one that changes what is seen, less for housekeeping. */
  readonly weights: readonly number[];
  /** Positions at which something was typed. */
  readonly typed: readonly number[];
}

/** Where a line of events can be read. */
export interface Line {
  readonly length: number;
  event(n: number): WorldEvent | null;
}

const HOUSEKEEPING = 0.08;
const FAILURE = 0.35;
const ECHO = 0.4;
const VISIBLE =
  /^(task\.(cloned|execed|exited|joined|chrooted|stopped|continued|reparented)|ns\.|uts\.|userns\.|pidns\.died|mount\.|inode\.(created|chmoded|chowned)|dentry\.|signal\.(sent|delivered)|tty\.written|cred\.)/;

export const NO_STEPS: Steps = { bounds: [0], weights: [], typed: [] };

/** The steps of `line`, given those of an earlier, shorter state of the same line. */
export function grown(line: Line, earlier: Steps = NO_STEPS): Steps {
  const known = earlier.bounds.at(-1) ?? 0;
  if (known === line.length) return earlier;
  // The last step may go on: it is read again.
  const bounds = earlier.bounds.slice(0, -1);
  const weights = earlier.weights.slice(0, -1);
  const start = bounds.at(-1) ?? 0;
  if (bounds.length === 0) bounds.push(0);
  const typed = earlier.typed.filter((at) => at < start);

  let weight = 0;
  for (let n = start + 1; n <= line.length; n++) {
    const event = line.event(n);
    if (!event) break;
    if (n - 1 > (bounds.at(-1) ?? 0) && (event.type === "sys.called" || event.type === "tty.typed")) {
      bounds.push(n - 1);
      weights.push(weight);
      weight = 0;
    }
    if (event.type === "tty.typed") typed.push(n - 1);
    weight = Math.max(weight, weightOf(event));
  }
  if (line.length > (bounds.at(-1) ?? 0)) {
    bounds.push(line.length);
    weights.push(weight);
  }
  return { bounds, weights, typed };
}

function weightOf(event: WorldEvent): number {
  if (event.type === "tty.typed") return ECHO;
  if (VISIBLE.test(event.type)) return 1;
  if (event.type === "sys.called" && typeof event.ret === "number" && event.ret < 0) return FAILURE;
  return HOUSEKEEPING;
}

/** Index of the step that leads past position `n`: bounds[k] <= n < bounds[k + 1]; the number of steps at the end. */
export function stepAt({ bounds }: Steps, n: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bounds[middle] ?? 0) <= n) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The next position between steps after `n`, or before it. */
export function neighbour(steps: Steps, n: number, direction: 1 | -1): number {
  const k = stepAt(steps, n);
  const here = steps.bounds[k] ?? 0;
  if (direction === 1) return steps.bounds[Math.min(k + 1, steps.bounds.length - 1)] ?? here;
  return here < n ? here : (steps.bounds[Math.max(k - 1, 0)] ?? 0);
}
