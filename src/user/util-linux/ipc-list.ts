// What ipcs, ipcmk and ipcrm read: /proc/sysvipc.

import { failed } from "../../kernel/abi/errno.ts";
import { names } from "../accounts.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";

const COLUMNS = [
  "key",
  "shmid",
  "msqid",
  "semid",
  "perms",
  "size",
  "nattch",
  "cbytes",
  "qnum",
  "nsems",
  "uid",
  "gid",
  "cuid",
  "cgid",
] as const;

/** The columns by their titles, as text; "" where the file has no such column. */
export type IpcRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** The rows of /proc/sysvipc/msg, sem or shm. */
export function* readIpc(kind: "msg" | "sem" | "shm"): Run<IpcRow[]> {
  const text = yield* readFile(`/proc/sysvipc/${kind}`);
  if (failed(text)) return [];
  const [title = "", ...lines] = text.split("\n").filter((l) => l !== "");
  const columns = title.trim().split(/\s+/);
  return lines.map((line) => {
    const words = line.trim().split(/\s+/);
    return Object.fromEntries(COLUMNS.map((c) => [c, words[columns.indexOf(c)] ?? ""])) as IpcRow;
  });
}

/** "0x00000005" */
export const keyText = (key: string): string => `0x${(Number(key) >>> 0).toString(16).padStart(8, "0")}`;

export function* userName(uid: string): Run<string> {
  return (yield* names().user(Number(uid))) ?? uid;
}

export function* groupName(gid: string): Run<string> {
  return (yield* names().group(Number(gid))) ?? gid;
}
