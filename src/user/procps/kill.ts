// kill(1) of procps: the program, not the shell's builtin.

import { failed } from "../../kernel/abi/errno.ts";
import { SIGNAL_NAMES, SIGTERM, signalName, signalNumber } from "../../kernel/abi/signal.ts";
import { err } from "../libc.ts";
import { Exit, type Run, sys } from "../program.ts";
import { type Cmd, NOT_MODELLED, plainTool } from "../tool.ts";

const USAGE = `
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`;
const LINE = 80; // columns of the list

export const killMain = plainTool(
  { name: "kill", usage: "[options] <pid> [...]", options: "", help: USAGE },
  function* (cmd) {
    const words = [...cmd.operands];
    if (words.length === 0) yield* usage();
    let sig = SIGTERM;
    const targets: string[] = [];
    let chosen = false;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? "";
      if (word === "--") {
        targets.push(...words.slice(i + 1));
        break;
      }
      if (word === "-l" || word.startsWith("--list")) {
        return yield* convert(cmd, word.includes("=") ? word.slice(word.indexOf("=") + 1) : words[i + 1]);
      }
      if (word === "-L" || word === "--table") return yield* table(cmd);
      if (word === "-V" || word === "--version") {
        yield* cmd.print("kill from procps-ng 4.0.4\n");
        return 0;
      }
      if (word === "-h" || word === "--help") {
        yield* cmd.print(USAGE);
        return 0;
      }
      if (/^(-q|--queue)/.test(word)) {
        yield* cmd.die(NOT_MODELLED, `option '${word}' is not modelled in Cutaway`);
      }
      const named = /^(?:-s|--signal=?)(.*)$/s.exec(word);
      if (named) {
        sig = signalNumber(named[1] || (words[++i] ?? "")) ?? -1;
        chosen = true;
      } else if (word.startsWith("-") && !chosen) {
        const n = signalNumber(word.slice(1));
        if (n === null && !/^-\d+$/.test(word)) yield* invalid(cmd, word);
        // A number that is no signal is a process group, sent the default signal.
        if (n === null) targets.push(word);
        else sig = n;
        chosen = true;
      } else targets.push(word);
    }
    if (targets.length === 0) yield* usage();
    return yield* send(cmd, sig, targets);
  },
);

function* usage(): Run<never> {
  yield* err(USAGE);
  throw new Exit(1);
}

function* invalid(cmd: Cmd, word: string): Run<never> {
  yield* cmd.warn(`invalid argument ${word[1] ?? ""}`);
  return yield* usage();
}

function* send(cmd: Cmd, sig: number, targets: readonly string[]): Run<number> {
  let status = 0;
  for (const target of targets) {
    if (!/^[+-]?\d+$/.test(target)) yield* cmd.die(1, `failed to parse argument: '${target}'`);
    const r = yield* sys("kill", { pid: Number(target), sig });
    if (!failed(r)) continue;
    yield* cmd.warn(`(${Number(target)})`, r);
    status = 1;
  }
  return status;
}

function* convert(cmd: Cmd, what: string | undefined): Run<number> {
  if (what === undefined) {
    let line = "";
    for (const name of SIGNAL_NAMES.slice(1)) {
      const longer = line === "" ? name : `${line} ${name}`;
      if (longer.length >= LINE) {
        yield* cmd.print(`${line}\n`);
        line = name;
      } else line = longer;
    }
    yield* cmd.print(`${line}\n`);
    return 0;
  }
  const n = signalNumber(what);
  if (n === null || n === 0) yield* cmd.warn(`unknown signal name ${what}`);
  else yield* cmd.print(/^\d+$/.test(what) ? `${signalName(n)}\n` : `${n}\n`);
  return 0;
}

const COLUMNS = 7;

function* table(cmd: Cmd): Run<number> {
  const names = SIGNAL_NAMES.slice(1);
  for (const [i, name] of names.entries()) {
    const cell = `${String(i + 1).padStart(2)} ${name}`;
    const last = (i + 1) % COLUMNS === 0;
    yield* cmd.print(last ? `${cell}\n` : cell.padEnd(11));
  }
  if (names.length % COLUMNS !== 0) yield* cmd.print("\n");
  return 0;
}
