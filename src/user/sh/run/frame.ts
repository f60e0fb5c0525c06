// The end of a function call or a sourced file.

import type { Frame, Shell } from "../shell.ts";

/** Puts back what local variables hid. */
export function leave(sh: Shell, frame: Frame): void {
  sh.frames.pop();
  for (const [name, old] of frame.saved) {
    sh.vars.environment = null;
    if (old) sh.vars.table.set(name, old);
    else sh.vars.table.delete(name);
  }
}
