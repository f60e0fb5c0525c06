import { useEffect, useState } from "react";
import { BENCHMARK_COUNT, type ModelRow, PAPER_WORLDS, type PaperWorld } from "../../timeline/paper-table.ts";

/** What the model has said so far, and of how many benchmarks it is. */
export interface ModelRows {
  readonly rows: readonly ModelRow[];
  readonly done: number;
  readonly of: number;
  readonly failed: boolean;
}

/** Computes the rows of one world; each benchmark's as soon as it has run. Returns what stops it. */
export type RunWorld = (world: PaperWorld, tell: (rows: readonly ModelRow[]) => void, fail: () => void) => () => void;

/** Worlds that are computed side by side: on a small machine one, so that the page can still be used. */
const AT_ONCE = typeof navigator !== "undefined" && navigator.hardwareConcurrency >= 4 ? PAPER_WORLDS.length : 1;

const kept = new Map<PaperWorld, readonly (readonly ModelRow[])[]>(); // the model is the same as long as the page stands

/** The model's rows, growing as they are computed; computed once for all visits of the page. */
export function useModelRows(run: RunWorld): ModelRows {
  const [found, setFound] = useState<ReadonlyMap<PaperWorld, readonly (readonly ModelRow[])[]>>(() => new Map(kept));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const waiting = PAPER_WORLDS.filter((world) => !kept.has(world));
    const stops: (() => void)[] = [];
    const next = () => {
      const world = waiting.shift();
      if (world === undefined) return;
      let all: readonly (readonly ModelRow[])[] = [];
      const tell = (rows: readonly ModelRow[]) => {
        all = [...all, rows];
        setFound((before) => new Map(before).set(world, all));
        if (all.length < BENCHMARK_COUNT) return;
        kept.set(world, all);
        next();
      };
      const fail = () => {
        setFailed(true);
        next();
      };
      stops.push(run(world, tell, fail));
    };
    for (let i = 0; i < AT_ONCE; i++) next();
    return () => {
      for (const stop of stops) stop();
    };
  }, [run]);
  const done = [...found.values()].reduce((sum, all) => sum + all.length, 0);
  return { rows: [...found.values()].flat(2), done, of: PAPER_WORLDS.length * BENCHMARK_COUNT, failed };
}

/** One worker for each world. */
export const runInWorker: RunWorld = (world, tell, fail) => {
  const worker = new Worker(new URL("./paper.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<readonly ModelRow[]>) => tell(data);
  worker.onerror = fail;
  worker.postMessage(world);
  return () => worker.terminate();
};
