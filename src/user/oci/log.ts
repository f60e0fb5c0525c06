// runc's log on standard error, as logrus writes it where there is no terminal, and what the model refuses.

import { err } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import { isatty } from "../stdio.ts";
import { NOT_MODELLED } from "../tool.ts";
import { timestamp } from "./time.ts";

export type Log = (level: "error" | "warning", message: string, error?: string) => Run<void>;

/** One run of runc. */
export interface Runc {
  /** Where the directories of containers are: --root. */
  readonly root: string;
  readonly log: Log;
}

const SHORT = { error: "ERRO", warning: "WARN" } as const;
const LEVEL_WIDTH = 44; // columns that a message takes on a terminal before the fields

export function* log(level: "error" | "warning", message: string, error?: string): Run<void> {
  if (yield* isatty(2)) {
    const fields = error === undefined ? "" : ` error="${error}"`;
    yield* err(`${SHORT[level]}[0000] ${fields === "" ? message : message.padEnd(LEVEL_WIDTH) + fields} \n`);
    return;
  }
  const fields = error === undefined ? "" : ` error=${quote(error)}`;
  yield* err(`time="${yield* timestamp()}" level=${level} msg=${quote(message)}${fields}\n`);
}

/** Go's %q where blanks and the like ask for it. */
const quote = (text: string): string => (/^[\w\-./@^+]*$/.test(text) && text !== "" ? text : JSON.stringify(text));

/** A part of runc, or of the specification, that is left out: never a silent wrong answer. */
export function* refuse(what: string): Run<never> {
  yield* err(`runc: ${what} is not modelled in Cutaway\n`);
  throw new Exit(NOT_MODELLED);
}
