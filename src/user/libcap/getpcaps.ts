// getpcaps(8): the capabilities of processes.

import { failed } from "../../kernel/abi/errno.ts";
import { err, out, readFile } from "../libc.ts";
import { parseStatus } from "../procps/proc.ts";
import type { Main } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { capsOf, capText, iabText } from "./cap-text.ts";

const USAGE = `usage: getpcaps [opts] <pid> [<pid> ...]

  This program displays the capabilities on the queried process(es).
  The capabilities are displayed in the cap_from_text(3) format.

  Optional arguments:
     --help, -h or --usage display this message.
     --verbose             use a more verbose output format.
     --ugly or --legacy    use the archaic legacy output format.
     --iab                 show IAB of process too.
     --license             display license info
`;

export const getpcapsMain: Main = function* (self) {
  let iab = false;
  let status = 0;
  const words = self.argv.slice(1);
  if (words.length === 0) {
    yield* err(USAGE);
    return 1;
  }
  for (const word of words) {
    if (/^(--help|-h|--usage)$/.test(word)) {
      yield* err(USAGE);
      return 0;
    }
    if (word === "--iab") {
      iab = true;
      continue;
    }
    if (/^--(verbose|ugly|legacy|license)$/.test(word)) {
      yield* err(`getpcaps: option '${word}' is not modelled in Cutaway\n`);
      return NOT_MODELLED;
    }
    if (!/^\d+$/.test(word)) {
      yield* err(`Cannot parse pid ${word}: (Invalid argument)\n`);
      return 1;
    }
    const text = yield* readFile(`/proc/${word}/status`);
    if (failed(text)) {
      yield* err(`Failed to get cap's for process ${word}: (No such process)\n`);
      status = 1;
      continue;
    }
    const lines = parseStatus(text).status;
    const set = (name: string) => capsOf(lines.get(name) ?? "0");
    const sets = { effective: set("CapEff"), permitted: set("CapPrm"), inheritable: set("CapInh") };
    const more = iab ? ` [${iabText(set("CapBnd"), set("CapAmb"), sets.inheritable)}]` : "";
    yield* out(`${word}: ${capText(sets)}${more}\n`);
  }
  return status;
};
