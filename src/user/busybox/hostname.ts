// hostname of BusyBox: networking/hostname.c.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { getopt } from "../getopt.ts";
import { err, out, readFile } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { SPECS } from "./spec.ts";

export const hostnameApplet: Main = function* (self) {
  const { given, operands } = getopt(SPECS.hostname?.options ?? [], self.argv.slice(1), false);
  const file = given.find((g) => g.name === "F")?.value;
  if (file !== undefined) return yield* fromFile(file);
  if (operands[0] !== undefined) return yield* setName(operands[0]);
  const { nodename } = yield* sys("uname", {});
  yield* out(`${given.some((g) => g.name === "s") ? nodename.split(".")[0] : nodename}\n`);
  return 0;
};

function* fromFile(file: string): Run<number> {
  const text = yield* readFile(file);
  if (failed(text)) {
    yield* err(`hostname: can't open '${file}': ${strerror(text)}\n`);
    return 1;
  }
  for (const line of text.split("\n")) {
    const name = line.replace(/#.*/, "").trim();
    if (name === "") continue;
    const status = yield* setName(name);
    if (status !== 0) return status;
  }
  return 0;
}

function* setName(name: string): Run<number> {
  const r = yield* sys("sethostname", { name });
  if (!failed(r)) return 0;
  yield* err(`hostname: sethostname: ${strerror(r)}\n`);
  return 1;
}
