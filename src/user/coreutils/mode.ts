// File modes as ls prints them and as chmod(1) changes them (gnulib's filemode.c and modechange.c).

import {
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFSOCK,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
} from "../../kernel/abi/flags.ts";

const TYPE_LETTER: Readonly<Record<number, string>> = {
  [S_IFDIR]: "d",
  [S_IFLNK]: "l",
  [S_IFCHR]: "c",
  [S_IFBLK]: "b",
  [S_IFIFO]: "p",
  [S_IFSOCK]: "s",
};

export const isDir = (mode: number): boolean => (mode & S_IFMT) === S_IFDIR;
export const isLink = (mode: number): boolean => (mode & S_IFMT) === S_IFLNK;
export const isDevice = (mode: number): boolean => (mode & S_IFMT) === S_IFCHR || (mode & S_IFMT) === S_IFBLK;

/** "-rw-r--r--" */
export function modeString(mode: number): string {
  const rwx = (bits: number, special: boolean, letter: string) =>
    `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? "x" : "-"}`;
  return (
    (TYPE_LETTER[mode & S_IFMT] ?? "-") +
    rwx((mode >> 6) & 7, (mode & S_ISUID) !== 0, "s") +
    rwx((mode >> 3) & 7, (mode & S_ISGID) !== 0, "s") +
    rwx(mode & 7, (mode & S_ISVTX) !== 0, "t")
  );
}

/** What stat(1), rm(1) and the like call a file of this kind. */
export function typeName(mode: number, size: number): string {
  switch (mode & S_IFMT) {
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symbolic link";
    case S_IFCHR:
      return "character special file";
    case S_IFBLK:
      return "block special file";
    case S_IFIFO:
      return "fifo";
    case S_IFSOCK:
      return "socket";
    default:
      return size === 0 ? "regular empty file" : "regular file";
  }
}

/** One operator of a symbolic mode: "u+x" in "u+x,go-w". */
export interface ModeChange {
  readonly op: string;
  readonly flag: "ordinary" | "X" | "copy";
  /** Bits of the u, g, o named; 0 where none was. */
  readonly affected: number;
  readonly value: number;
  readonly mentioned: number;
}

const ALL = 0o7777;
const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: ALL };
const PERM: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: 0o6000, t: 0o1000 };
const COPY: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007 };

/** Reads "755" or "u=rwx,go+rX"; null where it is neither. */
export function parseMode(text: string): readonly ModeChange[] | null {
  if (/^[0-7]+$/.test(text)) {
    const value = Number.parseInt(text, 8);
    if (value > ALL) return null;
    // "preserves a directory's set-user-ID and set-group-ID bits unless you explicitly specify otherwise" - chmod(1)
    const mentioned = text.length < 5 ? (value & (S_ISUID | S_ISGID)) | S_ISVTX | 0o777 : ALL;
    return [{ op: "=", flag: "ordinary", affected: ALL, value, mentioned }];
  }
  const changes: ModeChange[] = [];
  for (const clause of text.split(",")) {
    const m = /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*|[0-7]+))+)$/.exec(clause);
    if (!m) return null;
    const who = Array.from(m[1] ?? "").reduce((bits, c) => bits | (WHO[c] ?? 0), 0);
    for (const each of (m[2] ?? "").match(/[-+=][^-+=]*/g) ?? []) {
      const change = readChange(each[0] ?? "", each.slice(1), who);
      if (!change) return null;
      changes.push(change);
    }
  }
  return changes;
}

function readChange(op: string, perms: string, affected: number): ModeChange | null {
  if (/^[0-7]+$/.test(perms)) {
    if (affected !== 0) return null;
    const value = Number.parseInt(perms, 8);
    return value > ALL ? null : { op, flag: "ordinary", affected: ALL, value, mentioned: ALL };
  }
  const copied = COPY[perms];
  const value = copied ?? Array.from(perms).reduce((bits, c) => bits | (PERM[c] ?? 0), 0);
  const flag = copied !== undefined ? "copy" : perms.includes("X") ? "X" : "ordinary";
  return { op, flag, affected, value, mentioned: affected ? affected & value : value };
}

/** The permission bits after the changes. */
export function adjustMode(old: number, dir: boolean, umask: number, changes: readonly ModeChange[]): number {
  let mode = old & ALL;
  for (const { op, flag, affected, value: given, mentioned } of changes) {
    const omit = (dir ? S_ISUID | S_ISGID : 0) & ~mentioned;
    let value = given;
    if (flag === "copy") {
      value &= mode;
      value |= (value & 0o444 ? 0o444 : 0) | (value & 0o222 ? 0o222 : 0) | (value & 0o111 ? 0o111 : 0);
    } else if (flag === "X" && ((mode & 0o111) !== 0 || dir)) value |= 0o111;
    // "If no letter is given, the effect is as if a were given, but bits set in the umask are not affected" - chmod(1)
    value &= (affected || ~umask) & ~omit;
    if (op === "+") mode |= value;
    else if (op === "-") mode &= ~value;
    else mode = (mode & ((affected ? ~affected : 0) | omit)) | value;
  }
  return mode & ALL;
}
