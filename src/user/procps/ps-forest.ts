// ps --forest and -H: each process behind its parent, with branches drawn in front of the command.

import type { Proc } from "./proc.ts";

export interface Branched {
  readonly p: Proc;
  readonly branch: string;
}

/** `procs` are sorted by parent and start time; trees whose parent is not shown come last first, as ps does it. */
export function forest(procs: readonly Proc[], kind: "unix" | "bsd"): Branched[] {
  const shown = new Set(procs.map((p) => p.pid));
  const lines: Branched[] = [];
  const children = new Map<number, Proc[]>();
  for (const p of procs) children.set(p.ppid, [...(children.get(p.ppid) ?? []), p]);

  // `above`: for each level, whether a sibling follows further down.
  function show(p: Proc, above: readonly boolean[], more: boolean, level: number): void {
    const bars = above.map((follows) => (kind === "unix" ? "  " : follows ? " |  " : "    ")).join("");
    lines.push({ p, branch: level === 0 ? "" : bars + (kind === "unix" ? "  " : " \\_ ") });
    const kids = children.get(p.pid) ?? [];
    for (const [i, kid] of kids.entries()) {
      // Children of init stand at the edge of a BSD forest.
      const adopted = p.pid === 1 && kind === "bsd";
      const here = level === 0 ? [] : [...above, more];
      show(kid, adopted ? [] : here, i + 1 < kids.length, adopted ? 0 : level + 1);
    }
  }

  for (const p of [...procs].reverse()) if (!shown.has(p.ppid)) show(p, [], false, 0);
  return lines;
}
