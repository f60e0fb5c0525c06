// newuidmap(1) and newgidmap(1): set-user-ID helpers that write an id map for a user who may use the ids by
// /etc/subuid or /etc/subgid.

import { EPERM, failed, strerror } from "../../kernel/abi/errno.ts";
import { O_WRONLY } from "../../kernel/abi/flags.ts";
import { readUsers } from "../accounts.ts";
import { err, readFile, write } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";

interface Range {
  readonly inner: number;
  readonly outer: number;
  readonly count: number;
}

const helper = (name: string, map: string, file: string): Main =>
  function* (self) {
    const [pid, ...numbers] = self.argv.slice(1).map(Number);
    if (pid === undefined || numbers.length === 0 || numbers.length % 3 !== 0 || [pid, ...numbers].some(Number.isNaN)) {
      yield* err(`usage: ${name} [<pid>|fd:<pidfd>] <uid> <loweruid> <count> [ <uid> <loweruid> <count> ] ... \n`);
      return 1;
    }
    const ranges: Range[] = [];
    for (let i = 0; i < numbers.length; i += 3) {
      const [inner = 0, outer = 0, count = 0] = numbers.slice(i, i + 3);
      ranges.push({ inner, outer, count });
    }
    const owner = yield* sys("stat", { path: `/proc/${pid}` });
    if (failed(owner)) {
      yield* err(`${name}: Could not open proc directory for target ${pid}: ${strerror(owner)}\n`);
      return 1;
    }
    const uid = yield* sys("getuid", {});
    if (owner.uid !== uid) {
      yield* err(
        `${name}: Target process ${pid} is owned by a different user: uid:${uid} pw_uid:${uid} st_uid:${owner.uid}\n`,
      );
      return 1;
    }
    const own = map === "uid_map" ? uid : yield* sys("getgid", {});
    const allowed = yield* subordinate(file, uid);
    for (const r of ranges) {
      if (r.count === 1 && r.outer === own) continue;
      if (allowed.some((a) => r.outer >= a.outer && r.outer + r.count <= a.outer + a.count)) continue;
      const kind = map.slice(0, 3);
      yield* err(
        `${name}: ${kind} range [${r.inner}-${r.inner + r.count}) -> [${r.outer}-${r.outer + r.count}) not allowed\n`,
      );
      return 1;
    }
    return yield* writeMap(name, `/proc/${pid}/${map}`, ranges);
  };

/** The user's lines "name:first:count", by name or number. */
export function* subordinate(file: string, uid: number): Run<Range[]> {
  const name = (yield* readUsers()).find((u) => u.uid === uid)?.name;
  const text = yield* readFile(file);
  const lines = failed(text) ? [] : text.split("\n").map((l) => l.split(":"));
  const own = lines.filter(([who]) => who === name || who === String(uid));
  return own.map(([, outer, count]) => ({ inner: 0, outer: Number(outer), count: Number(count) }));
}

function* writeMap(name: string, path: string, ranges: readonly Range[]): Run<number> {
  const fd = yield* sys("openat", { path, flags: O_WRONLY });
  const text = ranges.map((r) => `${r.inner} ${r.outer} ${r.count}\n`).join("");
  const r = failed(fd) ? fd : yield* write(fd, text);
  if (!failed(r)) return 0;
  yield* err(`${name}: write to ${path.slice(path.lastIndexOf("/") + 1)} failed: ${strerror(r === 0 ? EPERM : r)}\n`);
  return 1;
}

export const newuidmapMain = helper("newuidmap", "uid_map", "/etc/subuid");
export const newgidmapMain = helper("newgidmap", "gid_map", "/etc/subgid");
