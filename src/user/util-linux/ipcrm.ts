// ipcrm(1): removes System V objects, by their ids or their keys.

import { failed } from "../../kernel/abi/errno.ts";
import type { IpcKind } from "../../kernel/ipc/objects.ts";
import type { Run } from "../program.ts";
import { sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { badUsage, ulTool } from "./frame.ts";
import { readIpc } from "./ipc-list.ts";
import { readMountinfo } from "./mountinfo.ts";

const KIND: Readonly<Record<string, IpcKind>> = {
  "shmem-id": "shm",
  "shmem-key": "shm",
  "queue-id": "msg",
  "queue-key": "msg",
  "semaphore-id": "sem",
  "semaphore-key": "sem",
};
const ID = { msg: "msqid", shm: "shmid", sem: "semid" } as const;

export const ipcrmMain = ulTool(
  {
    name: "ipcrm",
    usage: ["[options]", "shm|msg|sem <id>..."],
    does: "Remove certain IPC resources.",
    options: `
 -m, --shmem-id <id>        remove shared memory segment by id
 -M, --shmem-key <key>      remove shared memory segment by key
!     --posix-shmem <name>   remove POSIX shared memory segment by name
 -q, --queue-id <id>        remove message queue by id
 -Q, --queue-key <key>      remove message queue by key
!     --posix-mqueue <name>  remove POSIX message queue by name
 -s, --semaphore-id <id>    remove semaphore by id
 -S, --semaphore-key <key>  remove semaphore by key
!     --posix-semaphore <name>  remove POSIX semaphore by name
 -a, --all[=shm|msg|sem]    remove all (in the specified category)
 -v, --verbose              explain what is being done
`,
    man: "ipcrm(1)",
  },
  function* (cmd) {
    const asked = cmd.given.filter((g) => g.name in KIND || g.name === "all");
    if (asked.length === 0) return yield* badUsage(cmd);
    let status = 0;
    for (const { name, value = "" } of asked) {
      const done = name === "all" ? yield* removeAll(cmd, value) : yield* removeOne(cmd, name, value);
      if (!done) status = 1;
    }
    return status;
  },
);

function* removeOne(cmd: Cmd, name: string, value: string): Run<boolean> {
  const kind = KIND[name] ?? "shm";
  const byKey = name.endsWith("-key");
  const number = /^(0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) yield* cmd.die(1, `failed to parse argument: '${value}'`);
  const found = (yield* readIpc(kind)).find((row) =>
    byKey ? Number(row.key) >>> 0 === number : Number(row[ID[kind]]) === number,
  );
  const what = byKey ? "key" : "id";
  if (!found) {
    yield* cmd.warn(`invalid ${what} (${value})`);
    return false;
  }
  const r = yield* sys("ipc_rmid", { kind, id: Number(found[ID[kind]]) });
  if (!failed(r)) return true;
  yield* cmd.warn(`permission denied for ${what} (${value})`);
  return false;
}

function* removeAll(cmd: Cmd, which: string): Run<boolean> {
  for (const kind of ["shm", "sem", "msg"] as const) {
    if (which !== "" && which !== kind) continue;
    for (const row of yield* readIpc(kind)) yield* sys("ipc_rmid", { kind, id: Number(row[ID[kind]]) });
  }
  if (which !== "") return true;
  const mounts = yield* readMountinfo("/proc/self/mountinfo");
  if (!failed(mounts) && mounts.some((m) => m.target === "/dev/mqueue")) return true;
  yield* cmd.warn("/dev/mqueue does not seem to be mounted. Use 'mount -t mqueue none /dev/mqueue' to mount it.");
  return false;
}
