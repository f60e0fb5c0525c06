// After a command: the descriptors of its process substitutions are closed.

import { type Run, sys } from "../../program.ts";
import type { Shell } from "../shell.ts";

/** Closes all but the first `keep`. */
export function* closeSubstitutions(sh: Shell, keep: number): Run<void> {
  while (sh.substitutions.length > keep) yield* sys("close", { fd: sh.substitutions.pop() as number });
}
