// /proc/sysvipc: what ipcs(1) reads; and the limits in /proc/sys/kernel. All of the reader's own IPC namespace.

import { EINVAL, type Errno } from "../../abi/errno.ts";
import { ipcNs, limitsOf, objectsOf } from "../../ipc/namespace.ts";
import { type IpcKind, type IpcLimits, type IpcObject, SHM_UNLIMITED } from "../../ipc/objects.ts";
import type { IpcNs } from "../../ns/namespace.ts";
import { EPOCH_S } from "../../param.ts";
import { shownId, toKernelId } from "../../security/id-map.ts";
import { numberIn } from "../../task/pid.ts";
import type { Pid } from "../../task/task.ts";
import { type At, dir, file, type GenFile } from "../generated/entry.ts";

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

/** The files are those of the root of the namespace's owner: ipc_set_ownership(), ipc/ipc_sysctl.c */
function permOf(at: At): { mode: number; uid: number; gid: number } {
  const root = (which: "uid" | "gid") => toKernelId(at.v.k, own(at).owner, which, 0) ?? 0;
  return { mode: 0o644, uid: root("uid"), gid: root("gid") };
}

const setting = (read: GenFile["read"], write: NonNullable<GenFile["write"]>): GenFile => ({
  kind: "file",
  mode: 0o644,
  perm: permOf,
  read,
  write,
});

/** A limit of the reader's own namespace; `unset` is what it shows while it has no bound. */
function limit(name: Exclude<keyof IpcLimits, "sem">, unset = ""): GenFile {
  return setting(
    (at) => {
      const value = limitsOf(own(at))[name];
      return `${value === Infinity ? unset : value}\n`;
    },
    (tx, at, data): number | Errno => {
      if (!/^\s*\d+\s*$/.test(data)) return EINVAL;
      tx.emit({ type: "ipc.limited", ns: own(at).id, limits: { [name]: Number(data) } });
      return data.length;
    },
  );
}

/** SEMMSL, SEMMNS, SEMOPM, SEMMNI: as many as are written are set. */
const sem = setting(
  (at) => `${limitsOf(own(at)).sem.join("\t")}\n`,
  (tx, at, data): number | Errno => {
    const words = data.trim().split(/\s+/).slice(0, 4);
    if (words.some((word) => !/^\d+$/.test(word))) return EINVAL;
    const [a, b, c, d] = limitsOf(own(at)).sem.map((old, i) => Number(words[i] ?? old)) as [
      number,
      number,
      number,
      number,
    ];
    tx.emit({ type: "ipc.limited", ns: own(at).id, limits: { sem: [a, b, c, d] } });
    return data.length;
  },
);

export const ipcSettings = {
  msgmax: limit("msgmax"),
  msgmnb: limit("msgmnb"),
  msgmni: limit("msgmni"),
  sem,
  shmall: limit("shmall", SHM_UNLIMITED),
  shmmax: limit("shmmax", SHM_UNLIMITED),
  shmmni: limit("shmmni"),
};
