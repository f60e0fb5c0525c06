// Leads a run through its lesson: runs commands, goes from step to step, proves answers.

import type { Command, Lesson, Question } from "../../learn/lesson.ts";
import type { BranchInfo } from "../../timeline/session.ts";
import { toBytes } from "../../user/libc.ts";
import { type Course, courseOf, missingBefore } from "../run/course.ts";
import type { Run } from "../run/run.ts";
import { tell } from "../view/notices.ts";
import type { Study } from "./study.ts";

export const planOf = ({ script }: Lesson): readonly (readonly Command[])[] => script.map(({ run }) => run);

const branchOf = ({ getState }: Run): BranchInfo => {
  const { session } = getState();
  return session.branches[session.current] as BranchInfo;
};

/** Where the current branch stands in the lesson. */
export function courseNow(run: Run, lesson: Lesson): Course {
  const { session } = run.getState();
  return courseOf(planOf(lesson), branchOf(run).inputs, session.boot, session.length);
}

const bytesOf = ({ line }: Command): string => `${toBytes(line)}\n`;

/** Runs what was entered before there was a run. */
export async function runWaiting(run: Run, study: Study): Promise<void> {
  for (const command of study.takeWaiting()) await run.type(bytesOf(command), command.tty);
}

/** Runs a command of the lesson; where the cursor stands before the same one, what happened then is shown again. */
export async function runCommand(run: Run, command: Command): Promise<void> {
  const { session } = run.getState();
  if (run.live()) return run.type(bytesOf(command), command.tty);
  const at = run.getState().at;
  const { inputs } = branchOf(run);
  const next = inputs.findIndex((input) => input.at >= at);
  const input = inputs[next];
  if (input?.text === bytesOf(command) && input.tty === command.tty) {
    run.seek(input.at);
    run.play(inputs[next + 1]?.at ?? session.length);
    return;
  }
  return run.type(bytesOf(command), command.tty);
}

/** Shows again how a command of the lesson ran. */
export function replay(run: Run, { from, to }: { readonly from: number; readonly to: number }): void {
  run.seek(from);
  run.play(to);
}

/** Goes to the beginning of a step; commands before it that did not run yet are run. */
export async function goToStep(run: Run | null, study: Study, lesson: Lesson, step: number): Promise<void> {
  study.show(step);
  if (!run) return;
  leaveProof(run, study);
  const start = courseNow(run, lesson).starts[step] ?? null;
  if (start !== null) {
    if (start !== run.getState().at || run.getState().playing) run.seek(start);
    return;
  }
  const missing = missingBefore(planOf(lesson), courseNow(run, lesson), step);
  run.seek(run.getState().session.length);
  for (const command of missing) await run.type(bytesOf(command), command.tty, { quiet: true });
  tell({ kind: "commands-run", count: missing.length });
}

function leaveProof(run: Run, study: Study): void {
  const { session } = run.getState();
  const { parent } = branchOf(run);
  if (parent && study.getState().proofs.includes(session.current)) {
    tell({ kind: "branch-left", branch: session.current });
    run.switchTo(parent.branch);
    run.seek(parent.at);
  }
}

/** The position at which the commands of a step have run: where its question is asked. */
function askedAt(course: Course, step: number, length: number): number {
  const next = course.ran.slice(step + 1).flat()[0];
  return course.ran[step]?.at(-1)?.to ?? next?.from ?? length;
}

/** Runs the commands of the step that did not run yet: a question is about what they led to. */
export async function prepareQuestion(run: Run, study: Study, lesson: Lesson, step: number): Promise<number> {
  leaveProof(run, study);
  const missing = missingBefore(planOf(lesson), courseNow(run, lesson), step + 1);
  if (missing.length > 0) run.seek(run.getState().session.length);
  for (const command of missing) await run.type(bytesOf(command), command.tty, { quiet: true });
  if (missing.length > 0) tell({ kind: "commands-run", count: missing.length });
  return askedAt(courseNow(run, lesson), step, run.getState().session.length);
}

/** Shows the proof on a branch of its own. */
export async function showProof(run: Run, study: Study, question: Question, at: number, name: string): Promise<void> {
  const [first, ...others] = question.proof;
  if (!first) return;
  run.seek(at);
  const shown = run.type(bytesOf(first), first.tty, { apart: name });
  study.proved(run.getState().session.current);
  await shown;
  for (const command of others) await run.type(bytesOf(command), command.tty);
}
