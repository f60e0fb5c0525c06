// getpwent(3) and getgrent(3): /etc/passwd and /etc/group of the caller's root, read when first asked for.

import { failed } from "../kernel/abi/errno.ts";
import { readFile } from "./libc.ts";
import type { Run } from "./program.ts";

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly gecos: string;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** All users of /etc/passwd; none where it cannot be read. */
export function* readUsers(): Run<readonly User[]> {
  return (yield* records("/etc/passwd")).map(([name = "", , uid, gid, gecos = "", home = "", shell = ""]) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    gecos,
    home,
    shell,
  }));
}

export function* readGroups(): Run<readonly Group[]> {
  return (yield* records("/etc/group")).map(([name = "", , gid, members = ""]) => ({
    name,
    gid: Number(gid),
    members: members.split(",").filter((m) => m !== ""),
  }));
}

function* records(path: string): Run<string[][]> {
  const text = yield* readFile(path);
  if (failed(text)) return []; // as glibc's "files" service: no file, no entries
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(":"));
}

/** Names of ids, each file read once. */
export interface Names {
  user(uid: number): Run<string | undefined>;
  group(gid: number): Run<string | undefined>;
}

export function names(): Names {
  let users: readonly User[] | undefined;
  let groups: readonly Group[] | undefined;
  return {
    *user(uid) {
      users ??= yield* readUsers();
      return users.find((u) => u.uid === uid)?.name;
    },
    *group(gid) {
      groups ??= yield* readGroups();
      return groups.find((g) => g.gid === gid)?.name;
    },
  };
}

/** What stands before and after the colon of "user:group" as chown(1) reads it; ids are -1 where absent. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Reads "user", "user:", "user:group", ":group" or numbers; the error is what is invalid about it. */
export function* parseOwner(spec: string): Run<Owner | "invalid user" | "invalid group" | "invalid spec"> {
  const sep = spec.indexOf(":");
  const userPart = sep < 0 ? spec : spec.slice(0, sep);
  const groupPart = sep < 0 ? "" : spec.slice(sep + 1);
  let uid = -1;
  let gid = -1;
  if (userPart !== "") {
    const bare = userPart.replace(/^\+/, "");
    const known = userPart.startsWith("+") ? undefined : (yield* readUsers()).find((u) => u.name === userPart);
    if (known) {
      uid = known.uid;
      // "If a colon but no group name follows the user name, [...] the group of the files is changed to that
      // user's login group." - chown(1)
      if (sep >= 0 && groupPart === "") gid = known.gid;
    } else if (sep >= 0 && groupPart === "") return "invalid spec";
    else if (!/^\d+$/.test(bare) || Number(bare) > 0xfffffffe) return "invalid user";
    else uid = Number(bare);
  }
  if (groupPart !== "") {
    const found = yield* parseGroup(groupPart);
    if (found === null) return "invalid group";
    gid = found;
  }
  return { uid, gid };
}

/** A group's number from its name or number; null where there is none. */
export function* parseGroup(text: string): Run<number | null> {
  const bare = text.replace(/^\+/, "");
  const known = text.startsWith("+") ? undefined : (yield* readGroups()).find((g) => g.name === text);
  if (known) return known.gid;
  return /^\d+$/.test(bare) && Number(bare) <= 0xfffffffe ? Number(bare) : null;
}
