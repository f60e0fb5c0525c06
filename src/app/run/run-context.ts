import { createContext, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { World } from "../../kernel/world.ts";
import type { Run, RunState } from "./run.ts";

export const RunContext = createContext<Run | null>(null);

/** The run of the lesson that is open. */
export function useRun(): Run {
  const run = useContext(RunContext);
  if (!run) throw new Error("no run is open here");
  return run;
}

export function useRunState<T>(select: (state: RunState) => T): T {
  return useStore(useRun(), select);
}

/** The world where the cursor stands. It is folded anew for each asking, so it is kept while the cursor stands still. */
export function useWorld(): World {
  const session = useRunState((state) => state.session);
  const at = useRunState((state) => state.at);
  const version = useRunState((state) => state.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the line may be another
  return useMemo(() => session.at(at), [session, at, version]);
}

/** Whether the cursor stands before the end of what happened, and does not run towards it. */
export function useInPast(): boolean {
  return useRunState(({ at, session, playing }) => at < session.length && !(playing?.until === "end"));
}
