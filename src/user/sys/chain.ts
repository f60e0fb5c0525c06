// What the operations of one `sys` process share, and how they print a result.

import { errnoName, failed } from "../../kernel/abi/errno.ts";
import { SIGNAL_NAMES, type SigNo } from "../../kernel/abi/signal.ts";
import { out } from "../libc.ts";
import type { Run } from "../program.ts";

/** The memory of one process: fork gives the child a copy. */
export interface Chain {
  readonly env: readonly string[];
  /** What the last open returned. */
  fd: number;
  /** The last spawned child. */
  kid: number;
  /** When "mark" was: virtual nanoseconds since boot. */
  mark: number;
}

/** One operation with its words: `word(1)` is the first argument, "" where there is none. */
export interface Step {
  readonly op: string;
  readonly words: readonly string[];
  word(i: number): string;
}

export type Op = (c: Chain, s: Step) => Run<void>;

export const step = (words: readonly string[]): Step => ({
  op: words[0] ?? "",
  words,
  word: (i) => words[i] ?? "",
});

/** "OP: text" */
export const say = (s: Step, text: string): Run<unknown> => out(`${s.op}: ${cString(text)}\n`);

/** "OP: 0", "OP: VALUE" or "OP: ERRNO" */
export function* report(s: Step, r: number): Run<void> {
  yield* say(s, failed(r) ? errnoName(r) : String(r));
}

/** What printf("%s") sees of a buffer: all before the first NUL. */
export const cString = (text: string): string => text.split("\0")[0] ?? "";

/** atoi(3): the digits in front, else 0. */
export const atoi = (text: string): number => Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0);

/** strtol(3) in base 8. */
export const octal = (text: string): number => Number.parseInt(/^\s*[0-7]+/.exec(text)?.[0] ?? "0", 8);

/** "TERM" or a number; -1 where there is no such signal. */
export function signum(text: string): SigNo {
  if (/^\d/.test(text)) return atoi(text);
  const n = (SIGNAL_NAMES as readonly string[]).indexOf(text);
  return n > 0 ? n : -1;
}

/** The names of a comma-separated list as a flag word; unknown names count nothing. */
export const flagSet = (text: string, names: Readonly<Record<string, number>>): number =>
  text.split(",").reduce((flags, name) => flags | (names[name] ?? 0), 0);
