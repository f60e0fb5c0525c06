import { failed } from "../../kernel/abi/errno.ts";
import { err } from "../libc.ts";
import type { Run } from "../program.ts";
import { flush, lineReader } from "../stdio.ts";
import type { Cmd } from "../tool.ts";

/** Asks on standard error, reads a line of standard input: yes begins with y or Y (rpmatch(3) in the C locale). */
export function asker(cmd: Cmd): (question: string) => Run<boolean> {
  const input = lineReader(0);
  return function* (question) {
    yield* flush(cmd.out);
    yield* err(`${cmd.who}: ${question} `);
    const line = yield* input.next();
    return line !== null && !failed(line) && /^[yY]/.test(line);
  };
}
