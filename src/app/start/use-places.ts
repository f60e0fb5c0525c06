// The run of the start page: built when the words stand, and asked.

import { useEffect, useState } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Run } from "../run/run.ts";
import { reducedMotion } from "../view/appearance.ts";
import { askEverywhere, buildPlaces } from "./places.ts";
import type { QuestionId } from "./words.ts";

export interface Asking {
  readonly run: Run | null;
  readonly error: unknown;
  readonly question: QuestionId | null;
  /** Where the line stood before the question. */
  readonly from: number;
}

export interface PlacesStore extends StoreApi<Asking> {
  ask(question: QuestionId, quiet?: boolean): Promise<void>;
  dispose(): void;
}

const PACE = 2.2; // times the pace of a lesson: three answers are one thing to be seen

function openPlaces(): PlacesStore {
  const store = createStore<Asking>()(() => ({ run: null, error: null, question: null, from: 0 }));
  let gone = false;
  const ask = async (question: QuestionId, quiet = false) => {
    const { run } = store.getState();
    if (!run || run.getState().working !== null) return;
    store.setState({ question, from: run.getState().session.length });
    const from = await askEverywhere(run, question);
    if (gone || quiet || reducedMotion()) return;
    run.seek(from);
    run.play("end", PACE);
  };
  const build = async () => {
    try {
      const [{ bootSession }, { createRun }] = await Promise.all([
        import("../run/simulator.ts"),
        import("../run/run.ts"),
      ]);
      if (gone) return;
      const run = createRun(bootSession("host"), { reduced: () => true });
      await buildPlaces(run);
      if (gone) return run.dispose();
      store.setState({ run });
      await ask("name", true);
    } catch (error) {
      if (!gone) store.setState({ error });
    }
  };
  void build();
  return {
    ...store,
    ask,
    dispose() {
      gone = true;
      store.getState().run?.dispose();
    },
  };
}

/** The places, while the page is shown; null before that. */
export function usePlaces(): PlacesStore | null {
  const [store, setStore] = useState<PlacesStore | null>(null);
  useEffect(() => {
    const opened = openPlaces();
    setStore(opened);
    return () => opened.dispose();
  }, []);
  return store;
}
