// How `runc init` gets into the container's namespaces: nsexec.c of runc.
//
//   runc ──clone──> [0:PARENT] ──clone──> [1:CHILD] ──clone──> [2:INIT] ──> init.ts
//                   writes the id maps    joins and unshares    first process of the new pid namespace
//
// Three processes, since a pid namespace begins with a child, and since the id maps of a user namespace are best written
// by somebody outside of it. Each is made with CLONE_PARENT, so that all are children of runc.

import { failed } from "../../kernel/abi/errno.ts";
import { CLONE_NEWCGROUP, CLONE_NEWUSER, CLONE_PARENT, O_CLOEXEC, O_RDONLY } from "../../kernel/abi/flags.ts";
import { PR_SET_NAME } from "../../kernel/sys/task.ts";
import { clone, Exit, type Run, sys } from "../program.ts";
import { Failure, orFail } from "./failure.ts";
import { writeTo } from "./files.ts";
import type { Bootstrap } from "./init-config.ts";
import { receive, send, socketPair } from "./messages.ts";
import type { IdMapping } from "./spec.ts";

type Sync = { readonly want: "maps" } | { readonly want: "report"; readonly pid: number } | { readonly want: "end" };

const setName = (name: string): Run<unknown> => sys("prctl", { option: PR_SET_NAME, arg: name });

/** Comes back only in the third process. */
export function* nsexec(pipe: number, b: Bootstrap, init: () => Run<number>): Run<number> {
  yield* setName("runc:[0:PARENT]");
  if (b.oomScoreAdj !== null) yield* writeTo("/proc/self/oom_score_adj", String(b.oomScoreAdj));
  const [child, childEnd] = yield* socketPair();
  const [grandchild, grandchildEnd] = yield* socketPair();
  const stage1 = yield* clone(CLONE_PARENT, function* () {
    yield* sys("close", { fd: child });
    yield* sys("close", { fd: grandchild });
    return yield* orBail(1, () => joinAndUnshare(b, childEnd, grandchildEnd, init));
  });
  if (failed(stage1)) return 1;
  yield* sys("close", { fd: childEnd });
  yield* sys("close", { fd: grandchildEnd });
  for (;;) {
    const s = yield* receive<Sync>(child);
    if (s === null) return 1;
    if (s.want === "end") break;
    if (s.want === "maps") yield* orBail(0, () => writeMaps(stage1, b));
    else yield* send(pipe, { stage1_pid: stage1, stage2_pid: s.pid });
    yield* send(child, "done");
  }
  yield* send(grandchild, "go");
  return (yield* receive(grandchild)) === null ? 1 : 0;
}

/** A failure here is a fatal line of the log: bail(), log.c */
function* orBail(stage: number, body: () => Run<number>): Run<number> {
  try {
    return yield* body();
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    const pid = yield* sys("getpid", {});
    yield* sys("write", { fd: 2, data: `level=fatal msg="nsexec-${stage}[${pid}]: ${e.message}"\n` });
    throw new Exit(1);
  }
}

/** The maps of process `pid`, written by its parent, who is in the user namespace above. */
function* writeMaps(pid: number, { uidMap, gidMap }: Bootstrap): Run<number> {
  const text = (map: readonly IdMapping[]) => map.map((m) => `${m.containerID} ${m.hostID} ${m.size}\n`).join("");
  if (uidMap.length > 0) {
    orFail(yield* writeTo(`/proc/${pid}/uid_map`, text(uidMap)), `failed to update /proc/${pid}/uid_map`);
  }
  if (gidMap.length > 0) {
    orFail(yield* writeTo(`/proc/${pid}/gid_map`, text(gidMap)), `failed to update /proc/${pid}/gid_map`);
  }
  return 0;
}

function* joinAndUnshare(b: Bootstrap, parent: number, grandparent: number, init: () => Run<number>): Run<number> {
  yield* setName("runc:[1:CHILD]");
  // All are opened before the first is joined: after setns(2) to a mount namespace the paths may not be there any more.
  const open: { fd: number; flag: number; path: string }[] = [];
  for (const { path, flag } of b.paths) {
    const fd = yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC });
    open.push({ fd: orFail(fd, `failed to open ${path}`), flag, path });
  }
  for (const { fd, flag, path } of open) {
    orFail(yield* sys("setns", { fd, nstype: flag }), `failed to setns into ${nameOf(flag)} namespace (path: ${path})`);
    yield* sys("close", { fd });
  }
  const ask = function* (want: Sync): Run<void> {
    yield* send(parent, want);
    yield* receive(parent);
  };
  // "We need to unshare the user namespace first, so that the others are owned by it."
  if (b.flags & CLONE_NEWUSER) {
    orFail(yield* sys("unshare", { flags: CLONE_NEWUSER }), "failed to unshare user namespace");
    yield* ask({ want: "maps" });
    orFail(yield* sys("setresuid", { ruid: 0, euid: 0, suid: 0 }), "failed to become root in user namespace");
  }
  // The cgroup namespace comes later: its root is the cgroup that the process is in then.
  const rest = b.flags & ~(CLONE_NEWUSER | CLONE_NEWCGROUP);
  if (rest) orFail(yield* sys("unshare", { flags: rest }), "failed to unshare remaining namespaces (except cgroupns)");
  const stage2 = yield* clone(CLONE_PARENT, function* () {
    yield* sys("close", { fd: parent });
    yield* orBail(2, () => begin(b, grandparent));
    return yield* init();
  });
  orFail(stage2, "unable to spawn stage-2");
  yield* ask({ want: "report", pid: stage2 });
  yield* send(parent, { want: "end" });
  return 0;
}

function* begin(b: Bootstrap, grandparent: number): Run<number> {
  yield* setName("runc:[2:INIT]");
  if ((yield* receive(grandparent)) === null) throw new Failure("failed to sync with parent");
  orFail(yield* sys("setsid", {}), "setsid failed");
  orFail(yield* sys("setuid", { uid: 0 }), "setuid failed");
  orFail(yield* sys("setgid", { gid: 0 }), "setgid failed");
  orFail(yield* sys("setgroups", { groups: [] }), "setgroups failed");
  if (b.flags & CLONE_NEWCGROUP) {
    orFail(yield* sys("unshare", { flags: CLONE_NEWCGROUP }), "failed to unshare cgroup namespace");
  }
  yield* send(grandparent, "done");
  yield* sys("close", { fd: grandparent });
  return 0;
}

const NAMES: readonly string[] = ["mnt", "cgroup", "uts", "ipc", "user", "pid", "net"];

/** CLONE_NEWNS is bit 17; the others begin with bit 25. */
function nameOf(flag: number): string {
  const bit = Math.round(Math.log2(flag));
  return NAMES[bit === 17 ? 0 : bit - 24] ?? "time";
}
