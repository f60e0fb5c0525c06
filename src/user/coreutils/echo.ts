import type { Run } from "../program.ts";
import { type Cmd, helpText, plainTool, type Tool } from "../tool.ts";
import { undoEscapes } from "./escapes.ts";

const ECHO: Tool = {
  name: "echo",
  usage: ["[SHORT-OPTION]... [STRING]...", "LONG-OPTION"],
  options: `
  -n                      do not output the trailing newline
  -e                      enable interpretation of backslash escapes
  -E                      disable interpretation of backslash escapes (default)
`,
};

/** What echo prints for these words: also the shell's builtin. */
export function echoText(words: readonly string[]): string {
  let newline = true;
  let escapes = false;
  let i = 0;
  // A word is an option only when every letter of it is one.
  for (; /^-[neE]+$/.test(words[i] ?? ""); i++) {
    for (const letter of (words[i] ?? "").slice(1)) {
      if (letter === "n") newline = false;
      else escapes = letter === "e";
    }
  }
  const text = words.slice(i).join(" ");
  if (!escapes) return text + (newline ? "\n" : "");
  const done = undoEscapes(text, "zero");
  return done.text + (newline && !done.ended ? "\n" : "");
}

export const echoMain = plainTool(ECHO, function* (cmd: Cmd): Run<number> {
  // "--help" and "--version" only as the single argument, else they are text - echo(1)
  if (cmd.operands.length === 1 && !cmd.busybox) {
    if (cmd.operands[0] === "--help") {
      yield* cmd.print(helpText(ECHO, cmd.who));
      return 0;
    }
    if (cmd.operands[0] === "--version") {
      yield* cmd.print("echo (GNU coreutils) 9.7\n");
      return 0;
    }
  }
  yield* cmd.print(echoText(cmd.operands));
  return 0;
});
