// fstab(5): what is mounted where at boot, and by mount(8) with one argument.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";

export const FSTAB = "/etc/fstab";

export interface FstabLine {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

export function* readFstab(): Run<FstabLine[]> {
  const text = yield* readFile(FSTAB);
  const lines = failed(text) ? [] : text.split("\n").filter((l) => !/^\s*(#|$)/.test(l));
  return lines.map((l) => {
    const [source = "", target = "", type = "auto", options = "defaults"] = l.trim().split(/\s+/);
    return { source, target, type, options };
  });
}
