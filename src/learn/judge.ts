// The simulator judges: runs a step's commands, checks conditions, computes the answer of a question.

import type { TtyId } from "../kernel/fs/file.ts";
import { lookup } from "../kernel/table.ts";
import type { Session } from "../timeline/session.ts";
import { fromBytes, toBytes } from "../user/libc.ts";
import type { Command, Condition, Question } from "./lesson.ts";

const RUN = 200_000; // steps at a time

/** Text on a terminal at position `n`. */
export function screenAt(session: Session, n: number, tty = 1): string {
  const machine = session.at(n).machines.host;
  if (!machine) throw new Error("this world has no host");
  return fromBytes(lookup(machine.kernel.ttys, tty as TtyId).screen);
}

/** Types the commands at the end of the line, one after the other, each when the one before has ended. Returns what appeared. */
export function runCommands(session: Session, commands: readonly Command[]): string {
  const [first] = commands;
  if (!first) return "";
  const before = screenAt(session, session.length, first.tty).length;
  for (const { line, tty } of commands) {
    session.type(`${toBytes(line)}\n`, session.length, tty);
    for (;;) {
      const outcome = session.run(RUN);
      if (outcome === "limit") throw new Error(`"${line}" does not end`);
      if (outcome === "idle") break;
    }
  }
  return screenAt(session, session.length, first.tty).slice(before);
}

/** Does `text`, what the terminal showed, meet the condition? */
export function holds(text: string, { prints, has, lacks, matches }: Condition): boolean {
  const lines = text.split("\n");
  return (
    (prints === undefined || lines.includes(prints)) &&
    (has === undefined || text.includes(has)) &&
    (lacks === undefined || !text.includes(lacks)) &&
    (matches === undefined || lines.some((l) => new RegExp(matches).test(l)))
  );
}

/** The choice that is right: the only one whose condition holds after the proof was run at the end of the session's line. */
export function answer(session: Session, question: Question): number {
  const text = runCommands(session, question.proof);
  const right = question.choices.flatMap(({ holds: condition }, i) => (holds(text, condition) ? [i] : []));
  const [only] = right;
  if (only === undefined || right.length > 1) {
    throw new Error(`${right.length} choices hold, not one, for:\n${text}`);
  }
  return only;
}
