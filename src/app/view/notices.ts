// What the page has to tell once, in words: kept as data, so that switching the language switches them too.

import { create } from "zustand";
import type { FileProblem } from "../run/versioned-file.ts";

export type Notice =
  | { readonly kind: "storage-failed" }
  | { readonly kind: "run-damaged" }
  | { readonly kind: "link-damaged"; readonly fields: readonly string[] }
  | { readonly kind: "no-such-lesson"; readonly lesson: string }
  | { readonly kind: "moment-missing" }
  | { readonly kind: "shared-run" }
  | { readonly kind: "forked"; readonly from: number; readonly to: number }
  | { readonly kind: "branch-left"; readonly branch: number }
  | { readonly kind: "step-limit"; readonly events: number }
  | { readonly kind: "stopped"; readonly events: number }
  | { readonly kind: "program-fault"; readonly message: string }
  | { readonly kind: "commands-run"; readonly count: number }
  | { readonly kind: "lesson-elsewhere" }
  | { readonly kind: "run-file"; readonly name: string; readonly problem: RunFileProblem }
  | { readonly kind: "run-loaded"; readonly name: string }
  | { readonly kind: "run-link-too-long" }
  | { readonly kind: "no-such-card"; readonly card: string }
  | { readonly kind: "reviews-damaged" }
  | { readonly kind: "reviews-later" }
  | { readonly kind: "reviews-elsewhere"; readonly count: number }
  | { readonly kind: "review-undone" }
  | { readonly kind: "nothing-undone" }
  | { readonly kind: "progress-file"; readonly name: string; readonly problem: FileProblem }
  | { readonly kind: "progress-read"; readonly reviews: number; readonly lessons: number }
  | { readonly kind: "copied" }
  | { readonly kind: "copy-failed" };

/** What may be wrong with a file that should hold a run. */
export type RunFileProblem = FileProblem | "too-large" | "other-model";

interface Notices {
  readonly list: readonly Notice[];
  readonly tell: (notice: Notice) => void;
  readonly dismiss: (kind: Notice["kind"]) => void;
  readonly clear: () => void;
}

/** One notice of a kind at a time: the newest replaces the older. */
export const useNotices = create<Notices>()((set) => ({
  list: [],
  tell: (notice) => set(({ list }) => ({ list: [...list.filter(({ kind }) => kind !== notice.kind), notice] })),
  dismiss: (kind) => set(({ list }) => ({ list: list.filter((notice) => notice.kind !== kind) })),
  clear: () => set({ list: [] }),
}));

export const tell = (notice: Notice): void => useNotices.getState().tell(notice);

/** Takes back what is no longer so. */
export const untell = (kind: Notice["kind"]): void => {
  const { list, dismiss } = useNotices.getState();
  if (list.some((notice) => notice.kind === kind)) dismiss(kind);
};

/** Notices that only confirm go by themselves; those of a problem stay until they are dismissed. */
export const PASSING: ReadonlySet<Notice["kind"]> = new Set([
  "copied",
  "commands-run",
  "forked",
  "branch-left",
  "run-loaded",
  "stopped",
  "review-undone",
  "nothing-undone",
]);
