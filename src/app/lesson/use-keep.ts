// Keeps what was done: in storage for the next visit, in the address for sharing.

import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Lesson } from "../../learn/lesson.ts";
import { followRecord, readRecord, writeRecord } from "../run/record.ts";
import type { Run } from "../run/run.ts";
import { useStoredRun } from "../run/use-stored-run.ts";
import type { Address, Moment } from "../search.ts";
import { useStillHere } from "../shell/use-still-here.ts";
import { tell } from "../view/notices.ts";
import { goToStep } from "./guide.ts";
import { useRestarts } from "./open-lesson.ts";
import type { Study } from "./study.ts";

const SOON = 300; // ms after the last change

/** Keeps run and study in storage. */
export function useStored(lesson: Lesson, run: Run | null, study: Study): void {
  const write = useCallback(
    (packed: unknown, at: number) => {
      const { waiting: _, ...kept } = study.getState();
      writeRecord(lesson.id, { run: packed, at, ...kept });
    },
    [lesson, study],
  );
  const [forgotten] = useState(() => {
    const restarts = useRestarts.getState().count;
    return () => useRestarts.getState().count !== restarts;
  });
  useStoredRun(run, write, study, forgotten);
}

/** The lesson may be open in another tab: what was read and answered there counts here, too. */
export function useOtherTabs(lesson: Lesson, study: Study): void {
  useEffect(
    () =>
      followRecord(lesson.id, () => {
        const theirs = readRecord(lesson.id);
        if (theirs === null || theirs === "damaged") return;
        study.merge(theirs);
        tell({ kind: "lesson-elsewhere" });
      }),
    [lesson, study],
  );
}

/** The address follows the moment shown, and the moment follows an address that was changed from outside. */
export function useAddress(lesson: Lesson, run: Run | null, study: Study, address: Address): void {
  const navigate = useNavigate();
  const stillHere = useStillHere();
  const written = useRef<string | null>(null);

  useEffect(() => {
    if (!run) return;
    let timer: number | undefined;
    let step = study.getState().step;
    const write = () => {
      timer = undefined;
      const state = run.getState();
      if (state.playing || !stillHere()) return; // written when it stands still
      const now = study.getState().step;
      const search = { step: lesson.script[now]?.id, branch: state.session.current, at: state.at };
      if (sameMoment(search, written.current)) return;
      written.current = JSON.stringify(search);
      void navigate({ to: "/learn/$lesson", params: { lesson: lesson.id }, search, replace: now === step });
      step = now;
    };
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(write, SOON);
    };
    soon();
    const unsubscribe = [run.subscribe(soon), study.subscribe(soon)];
    return () => {
      clearTimeout(timer);
      for (const stop of unsubscribe) stop();
    };
  }, [lesson, run, study, navigate, stillHere]);

  useEffect(() => {
    const { moment, damaged } = address;
    if (!run || written.current === null || sameMoment(moment, written.current)) return;
    written.current = null; // the address is written anew when it has been followed
    void (damaged ? goToStep(run, study, lesson, 0) : follow(lesson, run, study, moment));
  }, [lesson, run, study, address]);
}

function sameMoment({ step, branch, at }: Moment, written: string | null): boolean {
  return JSON.stringify({ step, branch, at }) === written;
}

async function follow(lesson: Lesson, run: Run, study: Study, { step, branch, at }: Moment): Promise<void> {
  const { session } = run.getState();
  const index = lesson.script.findIndex(({ id }) => id === step);
  if (branch !== undefined && session.branches[branch] && branch !== session.current) run.switchTo(branch);
  if (at === undefined || at > session.length) {
    if (index !== -1) await goToStep(run, study, lesson, index);
    return;
  }
  if (index !== -1) study.show(index);
  run.seek(at);
}
