// The simulated machine, loaded when the words already stand: everything that needs a kernel to run goes through here.

import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import type { Pid } from "../../kernel/task/task.ts";
import type { World } from "../../kernel/world.ts";
import { answer, screenAt } from "../../learn/judge.ts";
import type { Question } from "../../learn/lesson.ts";
import { Session } from "../../timeline/session.ts";
import { fromBytes, toBytes } from "../../user/libc.ts";
import { commonPrefix, complete } from "../../user/sh/complete.ts";
import { readSavedRun } from "./saved.ts";

export const bootSession = (world: string): Session => Session.boot(world);

/** Runs a saved session again. Throws UnusableRun where it is not one, an Error where it does not run as it did. */
export const loadSession = (saved: unknown): Session => Session.load(readSavedRun(saved));

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

export interface CompletedWord {
  /** Where in the line the candidates go, up to the cursor. */
  readonly start: number;
  readonly candidates: readonly string[];
  /** What all of them begin with. */
  readonly common: string;
}

/** What the shell in the foreground of a terminal could complete the line to. */
export function completeOn(world: World, tty: number, line: string, cursor: number): CompletedWord {
  const kernel = world.machines.host?.kernel;
  const shell = kernel && get(kernel.ttys, tty as TtyId)?.foreground;
  if (!shell) return { start: cursor, candidates: [], common: "" };
  const bytes = toBytes(line.slice(0, cursor));
  const { start, candidates } = complete(world, shell as Pid, bytes, bytes.length);
  const common = fromBytes(commonPrefix(candidates));
  return { start: fromBytes(bytes.slice(0, start)).length, candidates: candidates.map(fromBytes), common };
}
