import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { Lesson } from "../../learn/lesson.ts";
import { type Course, courseOf } from "../run/course.ts";
import type { Run } from "../run/run.ts";
import { RunContext } from "../run/run-context.ts";
import { planOf } from "./guide.ts";
import type { Study, StudyState } from "./study.ts";

export interface Open {
  readonly lesson: Lesson;
  readonly study: Study;
}

export const LessonContext = createContext<Open | null>(null);

/** The lesson that is open. */
export function useOpenLesson(): Open {
  const open = useContext(LessonContext);
  if (!open) throw new Error("no lesson is open here");
  return open;
}

export function useStudyState<T>(select: (state: StudyState) => T): T {
  return useStore(useOpenLesson().study, select);
}

/** The run, once the simulator has come up. */
export function useRunIfReady(): Run | null {
  return useContext(RunContext);
}

const nothing = () => () => {};

/** Which commands of the lesson have run on the current branch; null before the simulator has come up. */
export function useCourse(): Course | null {
  const { lesson } = useOpenLesson();
  const run = useRunIfReady();
  const version = useSyncExternalStore(run?.subscribe ?? nothing, () => run?.getState().version ?? null);
  const plan = useMemo(() => planOf(lesson), [lesson]);
  return useMemo(() => {
    if (!run || version === null) return null;
    const { session } = run.getState();
    return courseOf(plan, session.branches[session.current]?.inputs ?? [], session.boot, session.length);
  }, [run, version, plan]);
}
