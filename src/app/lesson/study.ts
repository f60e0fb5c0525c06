// Where a reader stands in a lesson, beside the run: the step, the answers, the line being typed.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Command } from "../../learn/lesson.ts";
import { type Answer, type LessonRecord, mergeRecords } from "../run/record.ts";

export interface StudyState {
  /** From 0. */
  readonly step: number;
  /** Steps that were shown. */
  readonly seen: readonly number[];
  /** By step. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly draft: string;
  /** Branches made to show the answer of a question: the lesson goes on where they began. */
  readonly proofs: readonly number[];
  /** Entered before the simulator had come up: it runs when it has. */
  readonly waiting: readonly Command[];
}

export interface Study extends StoreApi<StudyState> {
  show(step: number): void;
  answer(step: number, answer: Answer | null): void;
  write(draft: string): void;
  proved(branch: number): void;
  /** Takes in the progress of another tab. */
  merge(theirs: Pick<LessonRecord, "seen" | "answers">): void;
  enter(command: Command): void;
  /** What waits, which then waits no longer. */
  takeWaiting(): readonly Command[];
}

export function createStudy(kept: LessonRecord | null): Study {
  const store = createStore<StudyState>()(() => ({
    step: kept?.step ?? 0,
    seen: kept?.seen ?? [0],
    answers: kept?.answers ?? {},
    draft: kept?.draft ?? "",
    proofs: kept?.proofs ?? [],
    waiting: [],
  }));
  const { setState: set } = store;
  return {
    ...store,
    show: (step) => set(({ seen }) => ({ step, seen: seen.includes(step) ? seen : [...seen, step] })),
    answer: (step, answer) =>
      set(({ answers }) => {
        const { [step]: _, ...others } = answers;
        return { answers: answer ? { ...others, [step]: answer } : others };
      }),
    write: (draft) => set({ draft }),
    merge: (theirs) => set((mine) => mergeRecords({ ...mine, seen: [...mine.seen] }, theirs)),
    enter: (command) => set(({ waiting }) => ({ waiting: [...waiting, command] })),
    takeWaiting() {
      const { waiting } = store.getState();
      set({ waiting: [] });
      return waiting;
    },
    proved: (branch) => set(({ proofs }) => ({ proofs: [...proofs, branch] })),
  };
}
