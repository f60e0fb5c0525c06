// Opens a lesson where its reader left it, or where an address leads.

import { create } from "zustand";
import type { Lesson } from "../../learn/lesson.ts";
import type { Session } from "../../timeline/session.ts";
import { toBytes } from "../../user/libc.ts";
import { missingBefore } from "../run/course.ts";
import { forgetRecord, type LessonRecord } from "../run/record.ts";
import { createRun, type Run } from "../run/run.ts";
import { unpack } from "../run/share.ts";
import type { Address, Moment } from "../search.ts";
import { reducedMotion } from "../view/appearance.ts";
import { tell } from "../view/notices.ts";
import { useView } from "../view/view.ts";
import { courseNow, goToStep, planOf } from "./guide.ts";
import type { Study } from "./study.ts";

/** How often lessons were started over: a lesson that is open then opens anew. */
export const useRestarts = create<{ readonly count: number }>()(() => ({ count: 0 }));

export function forgetLesson(id: string): void {
  forgetRecord(id);
  useView.getState().reset();
  useRestarts.setState(({ count }) => ({ count: count + 1 }));
}

/** Loads the simulator and brings a run to where the address or `record` says. */
export async function openRun(
  lesson: Lesson,
  study: Study,
  record: LessonRecord | null,
  { moment, damaged }: Address,
): Promise<Run> {
  const simulator = await import("../run/simulator.ts");
  const session =
    (await shared(moment, simulator.loadSession)) ??
    stored(record, simulator.loadSession) ??
    simulator.bootSession(lesson.world);
  const run = createRun(session, {
    at: record?.at,
    reduced: reducedMotion,
  });
  if (damaged) await goToStep(run, study, lesson, 0);
  else await goTo(run, lesson, study, record, moment);
  return run;
}

async function shared({ run }: Moment, load: (saved: unknown) => Session): Promise<Session | null> {
  if (run === undefined) return null;
  try {
    const session = load(await unpack(run));
    tell({ kind: "shared-run" });
    return session;
  } catch {
    tell({ kind: "link-damaged", fields: ["run"] });
    return null;
  }
}

function stored(record: LessonRecord | null, load: (saved: unknown) => Session): Session | null {
  if (!record) return null;
  try {
    return load(record.run);
  } catch {
    tell({ kind: "run-damaged" });
    return null;
  }
}

async function goTo(
  run: Run,
  lesson: Lesson,
  study: Study,
  record: LessonRecord | null,
  moment: Moment,
): Promise<void> {
  const { session } = run.getState();
  const step = moment.step === undefined ? -1 : lesson.script.findIndex(({ id }) => id === moment.step);
  if (moment.step !== undefined && step === -1) return lost(run, study);
  if (moment.branch !== undefined && !session.branches[moment.branch]) return lost(run, study);
  if (moment.branch !== undefined && moment.branch !== session.current) run.switchTo(moment.branch);
  if (moment.at === undefined) {
    if (step !== -1 && (step !== record?.step || !record)) await goToStep(run, study, lesson, step);
    return;
  }
  if (step !== -1) study.show(step);
  if (moment.at > session.length && session.branches.length === 1) await runUpTo(run, lesson, step, moment.at);
  if (moment.at > session.length || moment.at < session.boot) return lost(run, study);
  run.seek(moment.at);
}

/** The lesson's own commands give everybody the same events: what an address means can be run again from the start. */
async function runUpTo(run: Run, lesson: Lesson, step: number, at: number): Promise<void> {
  const { session } = run.getState();
  for (const { line, tty } of missingBefore(planOf(lesson), courseNow(run, lesson), step + 1)) {
    if (session.length >= at) return;
    run.seek(session.length);
    await run.type(`${toBytes(line)}\n`, tty, { quiet: true });
  }
}

function lost(run: Run, study: Study): void {
  tell({ kind: "moment-missing" });
  study.show(0);
  run.seek(run.getState().session.boot);
}
