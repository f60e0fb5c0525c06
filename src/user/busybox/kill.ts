// kill of BusyBox: procps/kill.c; its shell's builtin is the same code under the shell's name.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { SIGTERM, signalName, signalNumber } from "../../kernel/abi/signal.ts";
import { err, out } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { baseName } from "./message.ts";

const LAST_LISTED = 31; // the real-time signals are left out: get_signames.c

export const killApplet: Main = (self) => killAs(baseName(self.argv[0] ?? "kill"), self.argv.slice(1));

export function* killAs(who: string, args: readonly string[]): Run<number> {
  let rest = args;
  let sig: number | null = SIGTERM;
  const [first = ""] = args;
  if (first === "-l") return yield* list(who, args.slice(1));
  if (/^-./.test(first) && first !== "--") {
    const apart = first === "-s" && args[1] !== undefined;
    const spec = apart ? (args[1] ?? "") : first.slice(1);
    sig = signalNumber(spec);
    if (sig === null) return yield* complain(who, `bad signal name '${spec}'`);
    rest = args.slice(apart ? 2 : 1);
  }
  if (rest[0] === "--") rest = rest.slice(1);
  if (rest.length === 0) return yield* complain(who, "you need to specify whom to kill");
  let errors = 0;
  for (const word of rest) {
    if (!/^-?\d+$/.test(word)) errors += yield* complain(who, `invalid number '${word}'`);
    else {
      const r = yield* sys("kill", { pid: Number(word), sig });
      if (failed(r)) errors += yield* complain(who, `can't kill pid ${Number(word)}: ${strerror(r)}`);
    }
  }
  return errors;
}

function* complain(who: string, text: string): Run<number> {
  yield* err(`${who}: ${text}\n`);
  return 1;
}

function* list(who: string, words: readonly string[]): Run<number> {
  if (words.length === 0) {
    const line = (n: number) => `${String(n).padStart(2)}) ${signalName(n)}\n`;
    yield* out(Array.from({ length: LAST_LISTED }, (_, i) => line(i + 1)).join(""));
    return 0;
  }
  for (const word of words) {
    const sig = signalNumber(word);
    if (sig === null) return yield* complain(who, `unknown signal '${word}'`);
    yield* out(`${/^\d/.test(word) ? signalName(sig & 0x7f) : sig}\n`);
  }
  return 0;
}
