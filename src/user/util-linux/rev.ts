import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { lineReader } from "../stdio.ts";
import type { Cmd } from "../tool.ts";
import { ulTool } from "./frame.ts";

export const revMain = ulTool(
  {
    name: "rev",
    usage: ["[options] [<file> ...]"],
    does: "Reverse lines characterwise.",
    options: "  -0, --zero              use the NUL byte as line separator",
    man: "rev(1)",
  },
  function* (cmd) {
    if (cmd.operands.length === 0) return yield* reverse(cmd, 0, "stdin");
    let status = 0;
    for (const path of cmd.operands) {
      const fd = yield* sys("openat", { path, flags: O_RDONLY });
      if (failed(fd)) {
        yield* cmd.warn(`cannot open ${path}`, fd);
        status = 1;
        continue;
      }
      status |= yield* reverse(cmd, fd, path);
      yield* sys("close", { fd });
    }
    return status;
  },
);

function* reverse(cmd: Cmd, fd: number, name: string): Run<number> {
  const separator = cmd.has("zero") ? "\0" : "\n";
  const lines = lineReader(fd, separator);
  for (;;) {
    const line = yield* lines.next();
    if (line === null) return 0;
    if (failed(line)) {
      yield* cmd.warn(name, line);
      return 1;
    }
    const ended = line.endsWith(separator);
    const text = ended ? line.slice(0, -1) : line;
    yield* cmd.print(Array.from(text).reverse().join("") + (ended ? separator : ""));
  }
}
