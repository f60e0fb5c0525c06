// A talk on the page: its prepared lessons, where it stands, what was typed off the path. The window of the talk drives
// it; the speaker's window has one of its own, which follows.

import { loadLesson } from "virtual:lessons";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Lesson } from "../../learn/lesson.ts";
import { type Beat, beatsOf } from "../../present/beats.ts";
import type { TalkReport } from "../../present/channel-messages.ts";
import { paused, STOPPED, started, type TalkClock } from "../../present/pace.ts";
import type { Seminar } from "../../present/seminar.ts";
import { nextTalkState, TALK_START, type TalkEvent, type TalkState } from "../../present/talk.ts";
import { createRun, type Run } from "../run/run.ts";
import { reducedMotion } from "../view/appearance.ts";
import type { PreparedLesson } from "./prepare.ts";

/** A line typed off the path. */
export type Typed = TalkReport["aside"][number];

export interface TalkView {
  readonly life: TalkState;
  readonly seminar: Seminar;
  readonly beats: readonly Beat[];
  /** Index of the beat that is shown, or will be when all is prepared. */
  readonly at: number;
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly prepared: ReadonlyMap<string, PreparedLesson>;
  readonly runs: ReadonlyMap<string, Run>;
  readonly clock: TalkClock;
  readonly aside: readonly Typed[];
  /** Why it could not be prepared. */
  readonly error: unknown;
}

export interface Talk extends StoreApi<TalkView> {
  /** One beat on; back to the path first, or from under the cover, where it is off or covered. */
  on(): void;
  back(): void;
  go(beat: number): void;
  /** Types off the path; what was prepared stays as it is. */
  type(text: string, tty: number): Promise<void>;
  /** Back to the beat that was left, exactly; on the path, the beat plays again. */
  returnToPath(): void;
  cover(screen: "black" | "overview"): void;
  uncover(): void;
  run(clock: "start" | "pause" | "reset"): void;
  /** Shows what the talk in another window shows. */
  follow(report: TalkReport): Promise<void>;
  retry(): void;
  dispose(): void;
}

export interface Kept {
  readonly at: number;
  readonly clock: TalkClock;
  readonly aside: readonly Typed[];
}

export const FRESH: Kept = { at: 0, clock: STOPPED, aside: [] };

export function createTalk(seminar: Seminar, kept: Kept, branchName: string): Talk {
  const store = createStore<TalkView>()(() => ({
    ...{ life: TALK_START, seminar, beats: [], at: kept.at, clock: kept.clock, aside: kept.aside, error: null },
    ...{ lessons: new Map(), prepared: new Map(), runs: new Map() },
  }));
  const { getState: get, setState: set } = store;
  let gone = false;
  const advance = (event: TalkEvent["type"], more: Partial<TalkView> = {}) =>
    set(({ life }) => ({ ...more, life: nextTalkState(life, event) }));
  const here = (): { readonly beat: Beat; readonly run: Run } | null => {
    const { beats, at, runs } = get();
    const beat = beats[at];
    const run = beat && runs.get(beat.lesson);
    return beat && run ? { beat, run } : null;
  };

  async function prepare(): Promise<void> {
    try {
      const { prepareLesson } = await import("./prepare.ts");
      for (const id of new Set(seminar.cues.map(({ lesson }) => lesson))) {
        const lesson = await loadLesson(id);
        if (!lesson) throw new Error(`there is no lesson ${id}`);
        const wanted = new Set(seminar.cues.filter((cue) => cue.lesson === id).map(({ step }) => step));
        const one = await prepareLesson(lesson, wanted, breath);
        if (gone) return;
        const run = createRun(one.session, { reduced: reducedMotion });
        set(({ lessons, prepared, runs }) => ({
          lessons: new Map(lessons).set(id, lesson),
          prepared: new Map(prepared).set(id, one),
          runs: new Map(runs).set(id, run),
        }));
      }
      const beats = beatsOf(seminar.cues, (lesson, step) => {
        const found = get().prepared.get(lesson)?.steps.get(step);
        if (!found) throw new Error(`${lesson}/${step} was not prepared`);
        return found;
      });
      advance("prepared", { beats, at: Math.min(get().at, beats.length - 1) });
      still();
      const aside = get().aside;
      set({ aside: [] });
      for (const { text, tty } of aside) await type(text, tty, true);
    } catch (error) {
      if (!gone) advance("failed", { error });
    }
  }

  /** Shows the end of the beat, at once. */
  function still(): void {
    const now = here();
    if (!now) return;
    now.run.stop();
    if (now.run.getState().session.current !== now.beat.branch) now.run.switchTo(now.beat.branch);
    now.run.seek(now.beat.to);
  }

  function play(): void {
    const now = here();
    if (!now || now.beat.from === now.beat.to || reducedMotion()) {
      still();
      return;
    }
    if (now.run.getState().session.current !== now.beat.branch) now.run.switchTo(now.beat.branch);
    now.run.seek(now.beat.from);
    now.run.play(now.beat.to);
  }

  async function type(text: string, tty: number, quiet = false): Promise<void> {
    const now = here();
    if (!now) return;
    const apart = get().life.path === "on-path";
    if (apart) still();
    advance("typed", { aside: [...get().aside, { text, tty }] });
    await now.run.type(text, tty, { quiet, ...(apart ? { apart: branchName } : {}) });
  }

  function returnToPath(): void {
    const { life } = get();
    if (life.path === "off-path") {
      advance("returned", { aside: [] });
      still();
    } else if (life.path === "on-path") play();
  }

  function go(beat: number): void {
    const { life, beats } = get();
    if (life.path !== "on-path" && life.path !== "off-path") return;
    if (life.screen !== "stage") advance("uncovered");
    if (life.path === "off-path") advance("returned", { aside: [] });
    still(); // leaves the lesson that was shown as it was prepared
    advance("moved", { at: Math.max(0, Math.min(beat, beats.length - 1)) });
    still();
  }

  /** Whether there is something to be done before the talk can move. */
  function heldUp(): boolean {
    const { life } = get();
    if (life.screen !== "stage") advance("uncovered");
    else if (life.path === "off-path") returnToPath();
    else return life.path !== "on-path";
    return true;
  }

  void prepare();
  return {
    ...store,
    on() {
      if (heldUp()) return;
      const { at, beats, clock } = get();
      if (at + 1 >= beats.length) return;
      advance("moved", { at: at + 1, clock: started(clock, Date.now()) });
      play();
    },
    back() {
      if (heldUp() || get().at === 0) return;
      advance("moved", { at: get().at - 1 });
      still();
    },
    go,
    type,
    returnToPath,
    cover: (screen) => {
      const { life } = get();
      if (life.screen !== "stage") advance("uncovered");
      if (life.screen !== screen) advance(screen === "black" ? "blackened" : "overviewed");
    },
    uncover: () => {
      if (get().life.screen !== "stage") advance("uncovered");
    },
    run: (clock) =>
      set((view) => ({
        clock: { start: started, pause: paused, reset: () => STOPPED }[clock](view.clock, Date.now()),
      })),
    async follow({ beat, path, screen, clock, aside }) {
      const { at, life } = get();
      set({ clock });
      if (life.path !== "on-path" && life.path !== "off-path") return void set({ at: beat, aside });
      const known = get().aside;
      const same = beat === at && known.every((one, i) => one.text === aside[i]?.text);
      if (!same) go(beat);
      if (path === "off-path") {
        for (const { text, tty } of aside.slice(same ? known.length : 0)) await type(text, tty, true);
      } else if (get().life.path === "off-path") returnToPath();
      set(({ life }) => ({ life: { ...life, screen } })); // the cover is the other window's to lift
    },
    retry() {
      advance("retried", { error: null });
      void prepare();
    },
    dispose() {
      gone = true;
      for (const run of get().runs.values()) run.dispose();
    },
  };
}

/** Lets the page draw and answer. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
