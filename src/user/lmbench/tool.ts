// The frame of lmbench's programs: getopt(3), and a usage line on standard error with status 255 (exit(-1)).

import { err } from "../libc.ts";
import { Exit, type Main, type Run, type Self } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { keepsTime } from "./timing.ts";

export interface Words {
  /** Values of options by letter. */
  readonly options: Readonly<Record<string, string>>;
  readonly operands: readonly string[];
  readonly self: Self;
  usage(): Run<never>;
}

// -P, -W and -N say how often and how many at a time the real programs measure: what is measured stays the same.
const TIMING = "PWN";

/** `letters`: further options with a value. `usage`: what follows the program's name. */
export function lmbench(usage: string, letters: string, body: (words: Words) => Run<number>): Main {
  return function* (self) {
    const name = self.argv[0] ?? "lmbench";
    const fail = function* (): Run<never> {
      yield* err(`Usage: ${name} [-P <parallelism>] [-W <warmup>] [-N <repetitions>] ${usage}\n`);
      throw new Exit(255);
    };
    const options: Record<string, string> = {};
    const words = self.argv.slice(1);
    while (words[0]?.startsWith("-") && words[0].length > 1) {
      const [, letter = "", ...rest] = words.shift() as string;
      const value = rest.length > 0 ? rest.join("") : words.shift();
      if (!`${TIMING}${letters}`.includes(letter) || value === undefined) return yield* fail();
      if (letter === "P" && value !== "1") {
        yield* err(`${name}: option '-P' with more than one process is not modelled in Cutaway\n`);
        return NOT_MODELLED;
      }
      options[letter] = value;
    }
    if (!(yield* keepsTime())) {
      yield* err(`${name}: in this world time is counted in calls: measuring it is not modelled in Cutaway\n`);
      return NOT_MODELLED;
    }
    return yield* body({ options, operands: words, self, usage: fail });
  };
}

/** perror(3) and exit(1). */
export function* fatal(what: string, message: string): Run<never> {
  yield* err(`${what}: ${message}\n`);
  throw new Exit(1);
}
