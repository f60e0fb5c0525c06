// Where a run stands in its lesson, read off what was typed: nothing of it is stored.
//
// The commands of a lesson are looked for, in order, among the lines typed on the branch. Other lines may stand
// between them, so a reader can try things and go on; and a command typed by hand counts as much as one clicked.

import type { Input } from "../../timeline/session.ts";
import { toBytes } from "../../user/libc.ts";

export interface Command {
  /** As typed, without the line feed. */
  readonly line: string;
  readonly tty: number;
}

/** When a command of the lesson ran on this branch. */
export interface Ran {
  /** Position before it was typed. */
  readonly from: number;
  /** Position before the next line was typed, or the end of the branch. */
  readonly to: number;
}

export interface Course {
  /** ran[step][command]; null where it did not run yet. */
  readonly ran: readonly (readonly (Ran | null)[])[];
  /** Where each step begins; null when commands before it did not run yet. */
  readonly starts: readonly (number | null)[];
}

/** `typed` is what was typed on the branch after `boot`, `length` its end. */
export function courseOf(
  plan: readonly (readonly Command[])[],
  typed: readonly Input[],
  boot: number,
  length: number,
): Course {
  let next = typed.findIndex(({ at }) => at >= boot);
  if (next === -1) next = typed.length;
  let missing = false;
  const ran = plan.map((commands) =>
    commands.map(({ line, tty }) => {
      if (missing) return null;
      const found = typed.findIndex((one, i) => i >= next && one.tty === tty && one.text === `${toBytes(line)}\n`);
      missing = found === -1;
      if (missing) return null;
      next = found + 1;
      return { from: typed[found]?.at ?? boot, to: typed[found + 1]?.at ?? length };
    }),
  );
  return { ran, starts: plan.map((_, step) => startOf(ran, step, length)) };
}

/** Just before the first command of this step or a later one; the end of the branch when those are still to come. */
function startOf(ran: Course["ran"], step: number, length: number): number | null {
  if (ran.slice(0, step).some((commands) => commands.includes(null))) return null;
  return ran.slice(step).flat()[0]?.from ?? length;
}

/** The commands before `step` that did not run yet. */
export function missingBefore(plan: readonly (readonly Command[])[], course: Course, step: number): Command[] {
  return plan.slice(0, step).flatMap((commands, s) => commands.filter((_, c) => !course.ran[s]?.[c]));
}
