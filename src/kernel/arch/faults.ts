// Page faults: into the kernel, a page found or made, its entry written, and back.

import { ANON_PAGE, type Op } from "../../machine/op.ts";
import { ROUTINES, type RoutineName } from "./routines.ts";
import { type Space, TEXT_PAGE } from "./space.ts";

export const PAGE_FAULT = 14; // #PF, SDM Vol. 3, table 6-1
const PAGE = 4096; // bytes: of a page that a program starts with it reads all, sooner or later
const WORD = 64; // bytes

export const routine = (name: RoutineName, times = 1): Op => {
  const { cycles, calls } = ROUTINES[name];
  return { op: "kernel", routine: name, cycles: cycles * times, calls: calls * times };
};

/** A routine with its critical sections. */
export function* run(name: RoutineName, times = 1): Generator<Op> {
  if (times === 0) return;
  yield routine(name, times);
  const { locks = 0 } = ROUTINES[name] as { readonly locks?: number };
  for (let i = 0; i < locks * times; i++) yield { op: "irqsave" };
}

export type FaultKind = "file" | "anonymous" | "cow";

/**
 * One fault in `space` on `page`; `around` further pages of the file are mapped with it. Then the access is made again:
 * to `bytes` of the page.
 */
export function* fault(space: number, page: number, kind: FaultKind, bytes: number, around = 0): Generator<Op> {
  yield { op: "exception", vector: PAGE_FAULT };
  yield routine("do_page_fault");
  if (kind === "file") yield* run("file_page");
  if (kind === "anonymous") {
    yield* run("anonymous_page");
    yield { op: "clear", bytes: PAGE };
  }
  if (kind === "cow") {
    yield* run("cow_page");
    yield { op: "copy", bytes: PAGE };
  }
  if (around > 0) yield* run("fault_around", around);
  yield { op: "set-pte", space, page, count: 1 + around, live: true };
  if (kind === "cow") yield { op: "invlpg", space, page };
  yield { op: "iret" };
  yield { op: "touch", space, page, bytes, write: kind !== "file" };
}

/** The pages that a program touches while it starts: its file's and its libraries', then its own. */
export function* startFaults(space: Space, faultAround: number): Generator<Op> {
  for (let page = 0; page < space.file; page += faultAround) {
    const around = Math.min(faultAround, space.file - page) - 1;
    yield* fault(space.id, TEXT_PAGE + page, "file", PAGE, around);
  }
  for (let page = 0; page < space.anon; page++) yield* fault(space.id, ANON_PAGE + page, "anonymous", PAGE);
}

/** After a fork the first write to each page makes a copy. */
export function* copyFaults({ id }: Space, count: number): Generator<Op> {
  for (let page = 0; page < count; page++) yield* fault(id, ANON_PAGE + page, "cow", WORD);
}
