// Files named on the command line, "-" being standard input, read one after the other.

import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { quotef } from "../quote.ts";
import type { Cmd } from "../tool.ts";

export interface Input {
  readonly name: string;
  readonly fd: number;
}

/**
 * Opens each file and hands it to `each`, which says whether all went well. A file that cannot be opened is said,
 * and the others are still read. `say` is what stands in the message: "x" or "cannot open 'x' for reading".
 */
export function* eachInput(
  cmd: Cmd,
  files: readonly string[],
  each: (input: Input) => Run<boolean>,
  say: (name: string) => string = quotef,
): Run<boolean> {
  let ok = true;
  for (const name of files.length > 0 ? files : ["-"]) {
    const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY | O_CLOEXEC });
    if (failed(fd)) {
      // BusyBox's tail alone of these says what it could not do.
      const plain = cmd.who === "tail" ? `can't open '${name}'` : name;
      yield* cmd.warn(cmd.busybox ? plain : say(name), fd);
      ok = false;
      continue;
    }
    if (!(yield* each({ name, fd }))) ok = false;
    if (fd !== 0) yield* sys("close", { fd });
  }
  return ok;
}

export function* readError(cmd: Cmd, name: string, e: Errno): Run<void> {
  yield* cmd.warn(quotef(name), e);
}

/** Lines without their delimiter; a last line without one counts too. */
export function splitLines(text: string, delimiter = "\n"): string[] {
  if (text === "") return [];
  return (text.endsWith(delimiter) ? text.slice(0, -1) : text).split(delimiter);
}
