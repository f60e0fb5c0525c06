// Keeps what was done: in storage for the next visit, in the address for sharing.

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Lesson } from "../../learn/lesson.ts";
import { writeRecord } from "../run/record.ts";
import type { Run } from "../run/run.ts";
import type { Address, Moment } from "../search.ts";
import { goToStep } from "./guide.ts";
import { useRestarts } from "./open-lesson.ts";
import type { Study } from "./study.ts";

const SOON = 300; // ms after the last change

/** Writes run and study to storage soon after each change, and at once when the page goes away. */
export function useStored(lesson: Lesson, run: Run | null, study: Study): void {
  useEffect(() => {
    if (!run) return;
    let timer: number | undefined;
    let written = -1; // version of the session that was packed last
    let packed: unknown = null;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      const { session, at, version, working } = run.getState();
      if (version !== written && working === null) {
        packed = session.save();
        written = version;
      }
      const { waiting: _, ...kept } = study.getState();
      if (packed !== null) writeRecord(lesson.id, { run: packed, at: Math.min(at, session.length), ...kept });
    };
    const soon = () => {
      timer ??= window.setTimeout(write, SOON);
    };
    const leaving = () => {
      if (timer !== undefined) write();
    };
    const restarts = useRestarts.getState().count;
    const unsubscribe = [run.subscribe(soon), study.subscribe(soon)];
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", leaving);
    return () => {
      if (useRestarts.getState().count === restarts) leaving(); // else it was to be forgotten
      clearTimeout(timer);
      for (const stop of unsubscribe) stop();
      window.removeEventListener("pagehide", leaving);
      document.removeEventListener("visibilitychange", leaving);
    };
  }, [lesson, run, study]);
}

/** The address follows the moment shown, and the moment follows an address that was changed from outside. */
export function useAddress(lesson: Lesson, run: Run | null, study: Study, address: Address): void {
  const navigate = useNavigate();
  const written = useRef<string | null>(null);

  useEffect(() => {
    if (!run) return;
    let timer: number | undefined;
    let step = study.getState().step;
    const write = () => {
      timer = undefined;
      const state = run.getState();
      if (state.playing) return; // written when it stands still
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
  }, [lesson, run, study, navigate]);

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
