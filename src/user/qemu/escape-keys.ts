// With -nographic the terminal belongs to the guest, and Ctrl-A to QEMU: qemu(1), "Keys in the character backend multiplexer".

import { out } from "../libc.ts";
import type { Run } from "../program.ts";

const ESCAPE = "\u0001";

const HELP = `
C-a h    print this help
C-a x    exit emulator
C-a s    save disk data back to file (if -snapshot)
C-a t    toggle console timestamps
C-a b    send break (magic sysrq)
C-a c    switch between console and monitor
C-a C-a  sends C-a
`;

/** Takes QEMU's own keys out of what was typed. null: Ctrl-A x. */
export function escapeKeys(): (data: string) => Run<string | null> {
  let escaped = false;
  return function* (data) {
    let typed = "";
    for (const c of data) {
      if (!escaped) {
        if (c === ESCAPE) escaped = true;
        else typed += c;
        continue;
      }
      escaped = false;
      if (c === "x") {
        yield* out("QEMU: Terminated\n");
        return null;
      }
      if (c === ESCAPE) typed += c;
      else if (c === "h") yield* out(HELP);
      else yield* out(`QEMU: the key C-a ${c} is not modelled in Cutaway\n`);
    }
    return typed;
  };
}
