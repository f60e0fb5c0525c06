import { useEffect, useState } from "react";
import type { ModelRow } from "../../learn/paper.ts";
import { BENCHMARK_COUNT, PAPER_WORLDS } from "../../timeline/paper-table.ts";

/** Computes the model's rows; `progress` is told how many of how many are done. Rejects when it was told to stop. */
export type LoadRows = (
  progress: (done: number, of: number) => void,
  signal: AbortSignal,
) => Promise<readonly ModelRow[]>;

export type ModelRows =
  | { readonly state: "computing"; readonly done: number; readonly of: number }
  | { readonly state: "computed"; readonly rows: readonly ModelRow[] }
  | { readonly state: "failed"; readonly error: unknown };

let kept: readonly ModelRow[] | null = null; // the model is the same as long as the page stands

/** The model's rows, computed once for all visits of the page. */
export function useModelRows(load: LoadRows): ModelRows {
  const [found, setFound] = useState<ModelRows>(
    kept ? { state: "computed", rows: kept } : { state: "computing", done: 0, of: 0 },
  );
  useEffect(() => {
    if (kept) return;
    const stop = new AbortController();
    const { signal } = stop;
    const say = (next: ModelRows) => !signal.aborted && setFound(next);
    load((done, of) => say({ state: "computing", done, of }), signal).then(
      (rows) => {
        if (!signal.aborted) kept = rows;
        say({ state: "computed", rows });
      },
      (error: unknown) => say({ state: "failed", error }),
    );
    return () => stop.abort();
  }, [load]);
  return found;
}

/** Runs the benchmarks in a worker: they take a few seconds, and the page stays usable meanwhile. */
export const loadModelRows: LoadRows = (progress, signal) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./paper.worker.ts", import.meta.url), { type: "module" });
    const rows: ModelRow[] = [];
    let done = 0;
    const of = PAPER_WORLDS.length * BENCHMARK_COUNT;
    progress(done, of);
    worker.onmessage = ({ data }: MessageEvent<readonly ModelRow[]>) => {
      rows.push(...data);
      done++;
      progress(done, of);
      if (done < of) return;
      worker.terminate();
      resolve(rows);
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    };
    signal.addEventListener("abort", () => worker.terminate());
  });
