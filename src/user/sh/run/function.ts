// Calling a function: its own $1, $2 … and local variables, in the same process.

import type { Run } from "../../program.ts";
import { complain, currentLine } from "../message.ts";
import type { Frame, Shell, ShellFunction } from "../shell.ts";
import { runTrap, trapCommand } from "../trap.ts";
import { Discard, Return } from "../unwind.ts";
import { command } from "./command.ts";
import { leave } from "./frame.ts";

/** Deeper than this JavaScript's own stack would end; bash ends at its stack, too, with a segmentation fault. */
const MAX_DEPTH = 200;

export function* callFunction(sh: Shell, f: ShellFunction, argv: readonly string[]): Run<number> {
  if (sh.frames.length >= MAX_DEPTH) {
    throw new Discard(yield* complain(sh, `${f.name}: maximum function nesting level exceeded (${MAX_DEPTH})`));
  }
  const { positional, unit, at, loopDepth } = sh;
  const frame: Frame = {
    kind: "function",
    name: f.name,
    file: functionFile(sh, f),
    callerLine: currentLine(sh),
    saved: new Map(),
  };
  sh.frames.push(frame);
  sh.positional = argv.slice(1);
  sh.unit = f.unit;
  sh.loopDepth = 0;
  let status: number;
  try {
    const { body } = f.node;
    status =
      body.type === "CompoundList"
        ? yield* sh.core.runStatements(sh, body.commands, false)
        : yield* command(sh, body, false);
    if (trapCommand(sh, "RETURN") !== undefined) yield* runTrap(sh, "RETURN");
  } catch (e) {
    if (!(e instanceof Return)) throw e;
    status = e.status;
  } finally {
    leave(sh, frame);
    sh.positional = positional;
    sh.unit = unit;
    sh.at = at;
    sh.loopDepth = loopDepth;
  }
  return status;
}

/** What an error inside calls the file: "main" for a function that was typed or piped in. */
const functionFile = (sh: Shell, f: ShellFunction): string =>
  sh.dialect.extended && sh.readsStdin && f.unit.name === sh.name ? "main" : f.unit.name;
