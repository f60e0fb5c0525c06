// Keeps the whole page in the browser, so that a talk needs no network. What is kept is made by bin/offline.ts.

import { useEffect, useState } from "react";

export type Offline = "unsupported" | "saving" | "saved" | "failed";

/** Starts to keep the page where that was not done yet, and says how far it is. */
export function useOffline(): Offline {
  const [state, setState] = useState<Offline>("serviceWorker" in navigator ? "saving" : "unsupported");
  useEffect(() => {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return setState("unsupported");
    let gone = false;
    const tell = (next: Offline) => !gone && setState(next);
    navigator.serviceWorker.register("./sw.js").catch(() => tell("failed"));
    navigator.serviceWorker.ready.then(() => tell("saved"));
    return () => {
      gone = true;
    };
  }, []);
  return state;
}
