import { useEffect, useState } from "react";
import type { ModelRow } from "../../learn/paper.ts";

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

/** The seam to the model. Until its lmbench stands, it has no rows, and the page says so. */
export const loadModelRows: LoadRows = async () => [];
