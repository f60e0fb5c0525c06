// /proc/sysvipc: what ipcs(1) reads; and the limits in /proc/sys/kernel. All of the reader's own IPC namespace.

import { EINVAL, EPERM, type Errno } from "../../abi/errno.ts";
import { ipcNs, limitsOf, objectsOf } from "../../ipc/namespace.ts";
import { type IpcKind, type IpcLimits, type IpcObject, SEM_LIMITS } from "../../ipc/objects.ts";
import type { IpcNs } from "../../ns/namespace.ts";
import { EPOCH_S } from "../../param.ts";
import { capable } from "../../security/capable.ts";
import { shownId } from "../../security/id-map.ts";
import { numberIn } from "../../task/pid.ts";
import type { Pid } from "../../task/task.ts";
import { type At, dir, file, type GenFile, writable } from "../generated/entry.ts";

const own = ({ v }: At): IpcNs => ipcNs(v.k, v.task.ns.ipc);
const pad = (value: number | string, width: number): string => String(value).padStart(width);

/** The columns that all three have: key, id, permissions. */
const head = ({ key, id, mode }: IpcObject): string =>
  `${pad(key | 0, 10)} ${pad(id, 10)}  ${pad(mode.toString(8), 4)}`;

function owners({ v }: At, o: IpcObject): string {
  const id = (which: "uid" | "gid", n: number) => pad(shownId(v.k, v.task.ns.user, which, n), 5);
  return `${id("uid", o.uid)} ${id("gid", o.gid)} ${id("uid", o.cuid)} ${id("gid", o.cgid)}`;
}

/** Seconds since 1970 of a virtual time. */
const seconds = (time: number): string => pad(Math.floor(EPOCH_S + time / 1e9), 10);

function list<K extends IpcKind>(kind: K, title: string, line: (at: At, o: Of<K>) => string): GenFile {
  return file((at) => `${[title, ...objectsOf(own(at), kind).map((o) => line(at, o as Of<K>))].join("\n")}\n`);
}

type Of<K extends IpcKind> = ReturnType<typeof objectsOf<K>>[number];

const MSG =
  "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime";
const SEM = "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime";
const SHM =
  "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap";
const NEVER = pad(0, 10);

export const sysvipc = dir({
  msg: list("msg", MSG, (at, o) => {
    const counts = `${pad(0, 10)} ${pad(0, 10)} ${pad(0, 5)} ${pad(0, 5)}`;
    return `${head(o)}  ${counts} ${owners(at, o)} ${NEVER} ${NEVER} ${seconds(o.ctime)}`;
  }),
  sem: list("sem", SEM, (at, o) => {
    return `${head(o)} ${pad(o.count, 10)} ${owners(at, o)} ${NEVER} ${seconds(o.ctime)}`;
  }),
  shm: list("shm", SHM, (at, o) => {
    const cpid = numberIn(at.v.k, at.v.task.ns.pid, o.cpid as Pid);
    const pids = `${pad(cpid, 5)} ${pad(0, 5)}  ${pad(0, 5)}`;
    const times = `${NEVER} ${NEVER} ${seconds(o.ctime)}`;
    return `${head(o)} ${pad(o.size, 21)} ${pids} ${owners(at, o)} ${times} ${pad(0, 21)} ${pad(0, 21)}`;
  }),
});

/** A limit of the namespace: read and written for the reader's own. Its owner's root may. */
function limit(name: keyof IpcLimits): GenFile {
  return writable(
    (at) => `${limitsOf(own(at))[name]}\n`,
    (tx, at, data): number | Errno => {
      const ns = own(at);
      if (!capable(tx.k, at.v.task, "CAP_SYS_RESOURCE", ns.owner)) return EPERM;
      if (!/^\s*\d+\s*$/.test(data)) return EINVAL;
      tx.emit({ type: "ipc.limited", ns: ns.id, limit: name, value: Number(data) });
      return data.length;
    },
  );
}

export const ipcSettings = {
  msgmax: limit("msgmax"),
  msgmnb: limit("msgmnb"),
  msgmni: limit("msgmni"),
  sem: file(() => `${SEM_LIMITS.join("\t")}\n`),
  shmall: file(() => "18446744073692774399\n"),
  shmmax: file(() => "18446744073692774399\n"),
  shmmni: limit("shmmni"),
};
