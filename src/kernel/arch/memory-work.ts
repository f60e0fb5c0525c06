// Memory that a program touches, and mappings of files that go.

import type { Op } from "../../machine/op.ts";
import type { WorldEvent } from "../apply.ts";
import { get } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { fault, PAGE_FAULT, routine, run } from "./faults.ts";
import { type Arch, settle } from "./processes.ts";

export function* unmap(k: Kernel, pid: Pid, page: number): Generator<Op> {
  const map = get(k.tasks, pid)?.memory.maps?.find((m) => m.page === page);
  const present = map ? map.present.reduce((sum, word) => sum + bitsIn(word), 0) : 0;
  yield* run("zap_pte", present);
  if (present > 0) yield { op: "set-pte", space: pid, page, count: present, live: true };
  yield { op: "mov-cr3", space: pid };
}

function bitsIn(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}

export function* access(arch: Arch, e: Extract<WorldEvent, { type: "memory.accessed" }>): Generator<Op> {
  const { pid: space, page, pages, bytes, write, cycles } = e;
  yield* settle(arch, space);
  if (cycles > 0) yield { op: "user", cycles };
  if (e.fault === "protection") {
    yield { op: "exception", vector: PAGE_FAULT };
    yield routine("do_page_fault");
    yield* run("bad_area");
    yield { op: "iret" };
    return;
  }
  if (e.fault === "file") {
    yield* fault(space, page, "file", bytes);
    return;
  }
  for (let at = page; at < page + pages; at++) yield { op: "touch", space, page: at, bytes, write };
}
