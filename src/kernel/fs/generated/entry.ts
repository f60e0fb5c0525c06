// What generated file systems (procfs, sysfs) are made of: entries that compute what they show when they are
// looked at.
//
// A directory is a table from names to entries; /proc/PID is one table for all processes, and `at.subject` says whose it
// is this time. Nothing is stored: a file read twice shows the kernel as it is each time.

import { EINVAL, type Errno } from "../../abi/errno.ts";
import type { Task } from "../../task/task.ts";
import type { Tx } from "../../tx.ts";
import type { SuperBlock } from "../mount.ts";
import type { View } from "../ops.ts";
import type { Path } from "../path.ts";

/** Who looks, and what at. In procfs, numbers of processes are those of `sb.pidNs`, not of the reader's namespace. */
export interface At {
  readonly v: View;
  readonly sb: SuperBlock;
  /** The process that the directory is about; null outside /proc/PID. */
  readonly subject: Task | null;
}

export type Entry = GenFile | GenDir | GenLink;

export interface GenFile {
  readonly kind: "file";
  /** Permission bits. */
  readonly mode: number;
  /** Who owns it and what the bits are, where that depends on who looks. */
  readonly perm?: (at: At) => { readonly mode: number; readonly uid: number; readonly gid: number };
  readonly read: (at: At) => string | Errno;
  /** `pos` is where in the file it is written to. */
  readonly write?: (tx: Tx, at: At, data: string, pos: number) => number | Errno;
}

export interface GenDir {
  readonly kind: "dir";
  readonly mode: number;
  readonly nlink: number;
  readonly names: (at: At) => readonly string[] | Errno;
  readonly entry: (at: At, name: string) => Entry | null;
  /** Whose directory the entry `name` is, where each is a process's. */
  readonly subject?: (at: At, name: string) => Task | null;
  /** The bits of all below hold for root as well. */
  readonly strict?: boolean;
  /** The process that it is about may do everything with it. */
  readonly own?: boolean;
  /** The directory itself takes and gives no names, whoever asks: EPERM. */
  readonly immutable?: boolean;
}

export interface GenLink {
  readonly kind: "link";
  readonly mode: number;
  /** bytes, as stat(2) tells: 0 almost everywhere, whatever the text is. */
  readonly size?: number;
  readonly text: (at: At) => string | Errno;
  /** A magic link: where it leads, whatever its text says. */
  readonly follow?: (at: At) => Path | Errno;
}

export const file = (read: GenFile["read"], mode = 0o444): GenFile => ({ kind: "file", mode, read });

export const writable = (read: GenFile["read"], write: NonNullable<GenFile["write"]>, mode = 0o644): GenFile => ({
  kind: "file",
  mode,
  read,
  write,
});

export const link = (text: GenLink["text"], follow?: NonNullable<GenLink["follow"]>): GenLink =>
  follow ? { kind: "link", mode: 0o777, text, follow } : { kind: "link", mode: 0o777, text };

/** A directory whose entries are always the same. */
export function dir(entries: Readonly<Record<string, Entry>>, mode = 0o555): GenDir {
  const names = Object.keys(entries);
  const nlink = 2 + Object.values(entries).filter((e) => e.kind === "dir").length;
  const entry = (_: At, name: string) => (Object.hasOwn(entries, name) ? (entries[name] ?? null) : null);
  return { kind: "dir", mode, nlink, names: () => names, entry };
}

/** The process an entry of /proc/PID is about. */
export function subjectOf(at: At): Task {
  if (!at.subject) throw new Error("an entry about a process without a process");
  return at.subject;
}

/** A number written to a file of /proc/sys, as proc_dointvec() reads it. */
export function parseNumber(data: string): number | Errno {
  return /^\s*\d+\s*$/.test(data) ? Number(data) : EINVAL;
}

/** One value of /proc/sys, which always ends in a newline. */
export const value = (read: (at: At) => string | number): GenFile => file((at) => `${read(at)}\n`);
