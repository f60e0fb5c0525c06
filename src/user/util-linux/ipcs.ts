// ipcs(1): the System V objects of the caller's IPC namespace.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { ulTool } from "./frame.ts";
import { groupName, type IpcRow, keyText, readIpc, userName } from "./ipc-list.ts";

type Kind = "msg" | "shm" | "sem";

const TITLE: Readonly<Record<Kind, string>> = {
  msg: "Message Queues",
  shm: "Shared Memory Segments",
  sem: "Semaphore Arrays",
};
const CREATORS: Readonly<Record<Kind, string>> = {
  msg: "Message Queues Creators/Owners",
  shm: "Shared Memory Segment Creators/Owners",
  sem: "Semaphore Arrays Creators/Owners",
};
const KINDS: readonly Kind[] = ["msg", "shm", "sem"];
const ID = { msg: "msqid", shm: "shmid", sem: "semid" } as const;

export const ipcsMain = ulTool(
  {
    name: "ipcs",
    usage: ["[resource-option...] [output-option]", "-m|-q|-s -i <id>"],
    does: "Show information on IPC facilities.",
    options: `
! -i, --id <id>  print details on resource identified by <id>
 -m, --shmems      shared memory segments
 -q, --queues      message queues
 -s, --semaphores  semaphores
 -a, --all         all (default)
! -t, --time        show attach, detach and change times
! -p, --pid         show PIDs of creator and last operator
 -c, --creator     show creator and owner
 -l, --limits      show resource limits
! -u, --summary     show status summary
!     --human       show sizes in human-readable format
 -b, --bytes       show sizes in bytes
`,
    man: "ipcs(1)",
  },
  function* (cmd) {
    const asked = KINDS.filter((kind) => cmd.has({ msg: "queues", shm: "shmems", sem: "semaphores" }[kind]));
    const kinds = asked.length === 0 || cmd.has("all") ? KINDS : asked;
    yield* cmd.print("\n");
    for (const kind of kinds) yield* section(cmd, kind);
    return 0;
  },
);

function* section(cmd: Cmd, kind: Kind): Run<void> {
  if (cmd.has("limits")) return yield* limits(cmd, kind);
  const rows = yield* readIpc(kind);
  const creators = cmd.has("creator");
  const lines = [
    `------ ${creators ? CREATORS[kind] : TITLE[kind]} --------`,
    creators ? creatorHead(kind) : HEAD[kind],
  ];
  for (const row of rows) lines.push(creators ? yield* creatorLine(kind, row) : yield* LINE[kind](row));
  yield* cmd.print(`${lines.join("\n")}\n\n`);
}

const cell = (width: number, text: string): string => `${text.padEnd(width)} `;
const row = (...cells: readonly [number, string][]): string => cells.map(([w, t]) => cell(w, t)).join("");

const HEAD: Readonly<Record<Kind, string>> = {
  msg: row([10, "key"], [10, "msqid"], [10, "owner"], [10, "perms"], [12, "used-bytes"], [12, "messages"]).slice(0, -1),
  shm: row(
    [10, "key"],
    [10, "shmid"],
    [10, "owner"],
    [10, "perms"],
    [10, "bytes"],
    [10, "nattch"],
    [12, "status"],
  ).slice(0, -1),
  sem: row([10, "key"], [10, "semid"], [10, "owner"], [10, "perms"], [10, "nsems"]).slice(0, -1),
};

function* common(kind: Kind, o: IpcRow): Run<string> {
  const owner = yield* userName(o.uid);
  return row([10, keyText(o.key)], [10, o[ID[kind]]], [10, owner], [10, o.perms]);
}

const LINE: Readonly<Record<Kind, (o: IpcRow) => Run<string>>> = {
  *msg(o) {
    return `${yield* common("msg", o)}${row([12, o.cbytes], [12, o.qnum]).slice(0, -1)}`;
  },
  *shm(o) {
    return `${yield* common("shm", o)}${row([10, o.size], [10, o.nattch], [6, ""], [6, ""])}`;
  },
  *sem(o) {
    return `${yield* common("sem", o)}${row([10, o.nsems]).slice(0, -1)}`;
  },
};

const creatorHead = (kind: Kind): string =>
  row([10, ID[kind]], [10, "perms"], [10, "cuid"], [10, "cgid"], [10, "uid"], [10, "gid"]).slice(0, -1);

function* creatorLine(kind: Kind, o: IpcRow): Run<string> {
  const cells: [number, string][] = [
    [10, o[ID[kind]]],
    [10, o.perms],
    [10, yield* userName(o.cuid)],
    [10, yield* groupName(o.cgid)],
    [10, yield* userName(o.uid)],
    [10, yield* groupName(o.gid)],
  ];
  return row(...cells).slice(0, -1);
}

function* setting(name: string): Run<string> {
  const text = yield* readFile(`/proc/sys/kernel/${name}`);
  return failed(text) ? "0" : text.trim();
}

const ULONG_MAX = 2n ** 64n - 1n;
const PAGE_KB = 4n;

/** Pages in kbytes; what does not fit a number of the machine is the largest that does. */
const kbytesOf = (pages: bigint): bigint =>
  pages > ULONG_MAX / PAGE_KB ? ULONG_MAX - (ULONG_MAX % PAGE_KB) : pages * PAGE_KB;

function* limits(cmd: Cmd, kind: Kind): Run<void> {
  if (kind === "msg") {
    yield* cmd.print(
      `------ Messages Limits --------\nmax queues system wide = ${yield* setting("msgmni")}\n` +
        `max size of message (bytes) = ${yield* setting("msgmax")}\n` +
        `default max size of queue (bytes) = ${yield* setting("msgmnb")}\n\n`,
    );
  } else if (kind === "shm") {
    yield* cmd.print(
      `------ Shared Memory Limits --------\nmax number of segments = ${yield* setting("shmmni")}\n` +
        `max seg size (kbytes) = ${BigInt(yield* setting("shmmax")) / 1024n}\n` +
        `max total shared memory (kbytes) = ${kbytesOf(BigInt(yield* setting("shmall")))}\n` +
        "min seg size (bytes) = 1\n\n",
    );
  } else {
    const [perArray = "", all = "", ops = "", arrays = ""] = (yield* setting("sem")).split(/\s+/);
    yield* cmd.print(
      `------ Semaphore Limits --------\nmax number of arrays = ${arrays}\nmax semaphores per array = ${perArray}\n` +
        `max semaphores system wide = ${all}\nmax ops per semop call = ${ops}\nsemaphore max value = 32767\n\n`,
    );
  }
}
