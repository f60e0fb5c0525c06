// Runs the lessons of a seminar from their beginnings, so that the talk only has to show. Loaded with the simulator.

import { holds, runCommands, screenAt } from "../../learn/judge.ts";
import type { Lesson } from "../../learn/lesson.ts";
import type { PreparedAsk, PreparedStep } from "../../present/beats.ts";
import { Session } from "../../timeline/session.ts";

export interface PreparedLesson {
  readonly session: Session;
  readonly steps: ReadonlyMap<string, PreparedStep>;
}

/** Runs all steps of a lesson, up to the last of `wanted`, and then the proofs of those, each on a branch. Lets the page breathe between them. */
export async function prepareLesson(
  lesson: Lesson,
  wanted: ReadonlySet<string>,
  breathe: () => Promise<void>,
): Promise<PreparedLesson> {
  const session = Session.boot(lesson.world);
  const last = lesson.script.findLastIndex(({ id }) => wanted.has(id));
  const script = lesson.script.slice(0, last + 1);
  const steps = new Map<string, PreparedStep>();
  for (const step of script) {
    await breathe();
    const start = session.length;
    const commands = step.run.map((command) => {
      const from = session.length;
      runCommands(session, [command]);
      return { line: command.line, from, to: session.length };
    });
    steps.set(step.id, { start, commands, ask: null });
  }
  const ends = new Map(script.map(({ id }, i) => [id, steps.get(script[i + 1]?.id ?? "")?.start ?? session.length]));
  for (const { id, ask } of script) {
    const step = steps.get(id);
    if (!ask || !step || !wanted.has(id)) continue;
    await breathe();
    session.switchTo(0);
    steps.set(id, { ...step, ask: prove(session, ask, ends.get(id) ?? session.length) });
  }
  session.switchTo(0);
  return { session, steps };
}

/** Runs a proof on a branch that begins at `from`. Throws where not exactly one choice holds. */
function prove(
  session: Session,
  { proof, choices }: NonNullable<Lesson["script"][number]["ask"]>,
  from: number,
): PreparedAsk {
  const [first, ...others] = proof;
  if (!first) throw new Error("a question without a proof");
  session.switchTo(0);
  const tty = first.tty;
  session.type("", from, tty, true); // an empty line, typed apart: the branch begins
  const before = screenAt(session, session.length, tty).length;
  runCommands(session, [first, ...others]);
  const text = screenAt(session, session.length, tty).slice(before);
  const right = choices.flatMap(({ holds: condition }, i) => (holds(text, condition) ? [i] : []));
  const [only] = right;
  if (only === undefined || right.length > 1) throw new Error(`${right.length} choices hold, not one, for:\n${text}`);
  return { from, to: session.length, branch: session.current, right: only };
}
