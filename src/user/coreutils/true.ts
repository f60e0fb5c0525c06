import type { Main, Run } from "../program.ts";
import { type Cmd, helpText, plainTool } from "../tool.ts";

export const trueMain = constant("true", 0);
export const falseMain = constant("false", 1);

/** Arguments are ignored, but for a single --help or --version. */
function constant(name: string, status: number): Main {
  const t = { name, usage: ["[ignored command line arguments]", "OPTION"], options: "" };
  return plainTool(t, function* (cmd: Cmd): Run<number> {
    const [only, more] = cmd.operands;
    if (more === undefined && only === "--help") yield* cmd.print(helpText(t, cmd.who));
    if (more === undefined && only === "--version") yield* cmd.print(`${name} (GNU coreutils) 9.7\n`);
    return status;
  });
}
