// renice(1): the nice value of running processes.

import { failed } from "../../kernel/abi/errno.ts";
import { readUsers } from "../accounts.ts";
import { getenv } from "../libc.ts";
import { Exit, type Run, sys } from "../program.ts";
import { type Cmd, plainTool } from "../tool.ts";

const USAGE = `
Usage:
 renice [-n|--priority|--relative] <priority> [-p|--pid] <pid>...
 renice [-n|--priority|--relative] <priority>  -g|--pgrp <pgid>...
 renice [-n|--priority|--relative] <priority>  -u|--user <user>...

Alter the priority of running processes.

Options:
 -n <num>               specify the nice value;
                          if POSIXLY_CORRECT flag is set in environment,
                          then the priority is 'relative' to current
                          process priority; otherwise it is 'absolute'
 --priority <num>       specify the 'absolute' nice value
 --relative <num>       specify the 'relative' nice value
 -p, --pid              interpret arguments as process ID (default)
 -g, --pgrp             interpret arguments as process group ID
 -u, --user             interpret arguments as username or user ID

 -h, --help             display this help
 -V, --version          display version

For more details see renice(1).
`;

type Which = "process" | "pgrp" | "user";
const ID_TYPE: Readonly<Record<Which, string>> = { process: "process ID", pgrp: "process group ID", user: "user ID" };
const WHICH: Readonly<Record<string, Which>> = {
  "-p": "process",
  "--pid": "process",
  "-g": "pgrp",
  "--pgrp": "pgrp",
  "-u": "user",
  "--user": "user",
};

// It reads its arguments itself: -p, -g and -u say what the numbers behind them are.
export const reniceMain = plainTool(
  { name: "renice", usage: "[options]", options: "", help: USAGE, shortName: true },
  function* (cmd) {
    const [first] = cmd.operands;
    if (first === "-h" || first === "--help") return yield* say(cmd, USAGE);
    if (first === "-V" || first === "--version") return yield* say(cmd, "renice from util-linux 2.41.5\n");
    if (cmd.operands.length < 2) yield* cmd.misuse("not enough arguments");
    const named = /^(-n|--priority|--relative)$/.test(first ?? "");
    const relative = first === "--relative" || (first === "-n" && getenv(cmd.self, "POSIXLY_CORRECT") !== undefined);
    const [value = "", ...ids] = named ? cmd.operands.slice(1) : cmd.operands;
    if (ids.length === 0) yield* cmd.misuse("not enough arguments");
    if (!/^[-+]?\d+$/.test(value)) yield* cmd.misuse(`invalid priority '${value}'`);
    let which: Which = "process";
    let status = 0;
    for (const word of ids) {
      const next = WHICH[word];
      if (next) which = next;
      else if (!(yield* renice(cmd, which, word, Number(value), relative))) status = 1;
    }
    return status;
  },
);

function* say(cmd: Cmd, text: string): Run<number> {
  yield* cmd.print(text);
  throw new Exit(0);
}

function* renice(cmd: Cmd, which: Which, word: string, value: number, relative: boolean): Run<boolean> {
  const user = which === "user" ? (yield* readUsers()).find((u) => u.name === word) : undefined;
  if (!user && !/^\+?\d+$/.test(word)) {
    yield* cmd.warn(which === "user" ? `unknown user ${word}` : `bad ${ID_TYPE[which]} value: ${word}`);
    return false;
  }
  const pid = user?.uid ?? Number(word);
  const what = `priority for ${pid} (${ID_TYPE[which]})`;
  const old = yield* sys("getpriority", { which, pid });
  if (failed(old)) {
    yield* cmd.warn(`failed to get ${what}`, old);
    return false;
  }
  const e = yield* sys("setpriority", { which, pid, nice: relative ? old.nice + value : value });
  if (failed(e)) {
    yield* cmd.warn(`failed to set ${what}`, e);
    return false;
  }
  const now = yield* sys("getpriority", { which, pid });
  if (failed(now)) {
    yield* cmd.warn(`failed to get ${what}`, now);
    return false;
  }
  yield* cmd.print(`${pid} (${ID_TYPE[which]}) old priority ${old.nice}, new priority ${now.nice}\n`);
  return true;
}
