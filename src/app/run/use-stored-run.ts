// Stores a run soon after each change, and at once when the page goes away.

import { useEffect } from "react";
import type { SavedRun } from "../../timeline/session.ts";
import type { Run } from "./run.ts";

const SOON = 300; // ms after the last change

interface Changing {
  subscribe(listener: () => void): () => void;
}

/**
 * Calls `write` with the run as JSON and the position of its cursor. `beside` changes what is written, too; `forgotten`
 * says, when the page goes, that nothing is to be written any more. All three must stay the same while the run does.
 */
export function useStoredRun(
  run: Run | null,
  write: (packed: SavedRun, at: number) => void,
  beside: Changing | null = null,
  forgotten: () => boolean = never,
): void {
  useEffect(() => {
    if (!run) return;
    let timer: number | undefined;
    let written = -1; // version of the session that was packed last
    let packed: SavedRun | null = null;
    const store = () => {
      clearTimeout(timer);
      timer = undefined;
      const { session, at, version, working, playing } = run.getState();
      if (version !== written && working === null) {
        packed = session.save();
        written = version;
      }
      // A run that is left while it plays is found at its end, not somewhere in the past.
      const end = playing?.until === "end" ? session.length : at;
      if (packed !== null) write(packed, Math.min(end, session.length));
    };
    const soon = () => {
      timer ??= window.setTimeout(store, SOON);
    };
    const leaving = () => {
      if (timer !== undefined) store();
    };
    const unsubscribe = [run.subscribe(soon), ...(beside ? [beside.subscribe(soon)] : [])];
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", leaving);
    return () => {
      if (!forgotten()) leaving();
      clearTimeout(timer);
      for (const stop of unsubscribe) stop();
      window.removeEventListener("pagehide", leaving);
      document.removeEventListener("visibilitychange", leaving);
    };
  }, [run, write, beside, forgotten]);
}

const never = (): boolean => false;
