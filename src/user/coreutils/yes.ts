import { failed } from "../../kernel/abi/errno.ts";
import { write } from "../libc.ts";
import type { Run } from "../program.ts";
import { tool } from "../tool.ts";

const BUFSIZ = 8192; // bytes of repeated lines a write carries

export const yesMain = tool(
  { name: "yes", usage: ["[STRING]...", "OPTION"], options: "", stop: true },
  function* (cmd): Run<number> {
    const line = `${cmd.operands.length > 0 ? cmd.operands.join(" ") : "y"}\n`;
    const text = line.repeat(Math.max(1, Math.floor(BUFSIZ / line.length)));
    for (;;) {
      const e = yield* write(1, text);
      if (failed(e)) return yield* cmd.die(1, "standard output", e);
    }
  },
);
