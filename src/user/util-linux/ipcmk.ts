// ipcmk(1): makes System V objects, each with a key that nobody has yet.

import { failed } from "../../kernel/abi/errno.ts";
import { IPC_CREAT } from "../../kernel/abi/ipc.ts";
import type { Run } from "../program.ts";
import { sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { badUsage, ulTool } from "./frame.ts";
import { readIpc } from "./ipc-list.ts";

export const ipcmkMain = ulTool(
  {
    name: "ipcmk",
    usage: ["[options]"],
    does: "Create various IPC resources.",
    options: `
 -M, --shmem <size>       create shared memory segment of size <size>
! -m, --posix-shmem <size>  create POSIX shared memory segment of size <size>
 -S, --semaphore <number>  create semaphore array with <number> elements
! -s, --posix-semaphore    create POSIX semaphore
 -Q, --queue              create message queue
! -q, --posix-mqueue       create POSIX message queue
 -p, --mode <mode>        permission for the resource (default is 0644)
! -n, --name <name>        name of the POSIX resource
`,
    man: "ipcmk(1)",
  },
  function* (cmd) {
    const wanted = cmd.given.filter((g) => ["shmem", "semaphore", "queue"].includes(g.name));
    if (wanted.length === 0 || cmd.operands.length > 0) return yield* badUsage(cmd);
    const mode = cmd.last("mode") ?? "644";
    if (!/^[0-7]+$/.test(mode)) yield* cmd.die(1, `failed to parse mode: '${mode}'`);
    const flags = IPC_CREAT | (Number.parseInt(mode, 8) & 0o777);
    for (const { name, value = "" } of wanted) yield* make(cmd, name, value, flags);
    return 0;
  },
);

const UNIT: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** "4K", "1MiB", in bytes. */
function* bytes(cmd: Cmd, text: string): Run<number> {
  const m = /^(\d+)([KMGT]?)(?:i?B)?$/i.exec(text);
  if (!m) return yield* cmd.die(1, `failed to parse size: '${text}': Invalid argument`);
  return Number(m[1]) * (UNIT[(m[2] ?? "").toUpperCase()] ?? 1);
}

function* make(cmd: Cmd, name: string, value: string, flags: number): Run<void> {
  if (name === "shmem") {
    const size = yield* bytes(cmd, value);
    const id = yield* sys("shmget", { key: yield* freeKey("shm"), size, flags });
    if (failed(id)) yield* cmd.die(1, "create share memory failed", id);
    else yield* cmd.print(`Shared memory id: ${id}\n`);
  } else if (name === "queue") {
    const id = yield* sys("msgget", { key: yield* freeKey("msg"), flags });
    if (failed(id)) yield* cmd.die(1, "create message queue failed", id);
    else yield* cmd.print(`Message queue id: ${id}\n`);
  } else {
    if (!/^\d+$/.test(value)) yield* cmd.die(1, `failed to parse elements: '${value}'`);
    const id = yield* sys("semget", { key: yield* freeKey("sem"), count: Number(value), flags });
    if (failed(id)) yield* cmd.die(1, "create semaphore failed", id);
    else yield* cmd.print(`Semaphore id: ${id}\n`);
  }
}

/** The real tool takes a number from random(); the model has no dice, so it mixes the time and looks whether it is free. */
function* freeKey(kind: "msg" | "sem" | "shm"): Run<number> {
  const taken = (yield* readIpc(kind)).map((row) => Number(row.key) >>> 0);
  let key = Number(yield* sys("clock_gettime", {})) >>> 0;
  do key = (Math.imul(key, 1664525) + 1013904223) >>> 0;
  while (key === 0 || taken.includes(key));
  return key;
}
