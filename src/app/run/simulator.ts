// The simulated machine, loaded when the words already stand: everything that needs a kernel to run goes through here.

import { answer, screenAt } from "../../learn/judge.ts";
import type { Question } from "../../learn/lesson.ts";
import { type SavedRun, Session } from "../../timeline/session.ts";

export const bootSession = (world: string): Session => Session.boot(world);

/** Runs a saved session again; throws when it is not one. */
export const loadSession = (saved: unknown): Session => Session.load(saved as SavedRun);

export interface Verdict {
  /** Index of the choice that holds. */
  readonly right: number;
  /** What the proof printed. */
  readonly output: string;
}

/** What the simulator answers: the proof is run on a copy of the current branch, up to position `at`. */
export function judge(session: Session, question: Question, at: number): Verdict {
  const { world, branches, current } = session.save();
  const whole = branches[current];
  if (!whole) throw new Error("the current branch is not in the saved run");
  const end = whole.inputs.find((input) => input.at >= at) ?? whole;
  const inputs = whole.inputs.filter((input) => input.at < at);
  const branch = { name: "", parent: null, inputs, step: end.step, at: end.at };
  const copy = Session.load({ version: 1, world, current: 0, branches: [branch] });
  const tty = question.proof[0]?.tty ?? 1;
  const before = screenAt(copy, copy.length, tty).length;
  const right = answer(copy, question);
  return { right, output: screenAt(copy, copy.length, tty).slice(before) };
}
