// unshare(1): runs a program in new namespaces.
//
//   unshare(2) ── fork ──> child: id maps, mount propagation, root, /proc, ids, execve
//        └── parent waits and ends as the child did
//
// Without --fork everything happens in the one process: then a new pid namespace begins with its first child.

import { EINVAL, ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import {
  CLONE_NEWNS,
  CLONE_NEWUSER,
  MS_BIND,
  MS_NODEV,
  MS_NOEXEC,
  MS_NOSUID,
  MS_PRIVATE,
  MS_REC,
  O_CLOEXEC,
  O_WRONLY,
} from "../../kernel/abi/flags.ts";
import { SIGINT, SIGKILL, SIGTERM, WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../kernel/abi/signal.ts";
import { PR_SET_PDEATHSIG } from "../../kernel/sys/task.ts";
import { exitCode, spawn, waitFor } from "../exec.ts";
import { write } from "../libc.ts";
import { clone, fork, type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { execOrShell, orDie, ulTool } from "./frame.ts";
import { withSingle } from "./id-ranges.ts";
import { permittedToAmbient } from "./keep-caps.ts";
import { NS_OPTIONS } from "./namespaces.ts";
import { type Plan, readPlan, UNSHARE_OPTIONS } from "./unshare-plan.ts";

/** Writes a whole small file of /proc. */
function* writeTo(cmd: Cmd, path: string, text: string): Run<void> {
  const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CLOEXEC });
  if (failed(fd)) return yield* cmd.die(1, `cannot open ${path}`, fd);
  yield* orDie(cmd, yield* write(fd, text), `write failed ${path}`);
  yield* sys("close", { fd });
}

/** A child that still is in the old namespaces, and goes to work when told so. */
function* helper(work: () => Run<number>): Run<{ go(): Run<number> }> {
  const ends = yield* sys("pipe2", { flags: O_CLOEXEC });
  if (failed(ends)) throw new Error("no pipe");
  const pid = yield* fork(function* () {
    yield* sys("close", { fd: ends.write });
    yield* sys("read", { fd: ends.read, count: 1 });
    return yield* work();
  });
  yield* sys("close", { fd: ends.read });
  return {
    *go() {
      yield* write(ends.write, "\x06");
      yield* sys("close", { fd: ends.write });
      const status = failed(pid) ? pid : yield* waitFor(pid);
      return failed(status) || !WIFEXITED(status) ? 1 : WEXITSTATUS(status);
    },
  };
}

function* keepNamespaces(cmd: Cmd, plan: Plan, pid: number): Run<void> {
  // In the order of the table: the user namespace first, the mount namespace late.
  for (const ns of NS_OPTIONS) {
    for (const { file, target } of plan.kept.filter((k) => k.file === ns.forChildren)) {
      const source = `/proc/${pid}/${file}`;
      const r = yield* sys("mount", { source, target, fstype: "", flags: MS_BIND, data: "" });
      yield* orDie(cmd, r, `mount ${source} on ${target} failed`);
    }
  }
}

/** Root writes the maps itself; others need the set-user-ID helpers of the package uidmap. */
function* mapRanges(cmd: Cmd, plan: Plan, pid: number): Run<number> {
  for (const [file, tool, ranges] of [
    ["uid_map", "newuidmap", plan.userRanges],
    ["gid_map", "newgidmap", plan.groupRanges],
  ] as const) {
    if (ranges.length === 0) continue;
    if (plan.euid === 0) {
      const text = ranges.map((r) => `${r.inner} ${r.outer} ${r.count}\n`).join("");
      yield* writeTo(cmd, `/proc/${pid}/${file}`, text);
      continue;
    }
    const argv = [tool, String(pid), ...ranges.flatMap((r) => [r.inner, r.outer, r.count].map(String))];
    const failure = (e: Errno) => cmd.die(e === ENOENT ? 127 : 126, `failed to execute ${tool}`, e);
    const status = yield* spawn(argv, cmd.self.env, failure);
    if (failed(status) || exitCode(status) !== 0) return failed(status) ? 1 : exitCode(status);
  }
  return 0;
}

export const unshareMain = ulTool(
  {
    name: "unshare",
    usage: ["[options] [<program> [<argument>...]]"],
    does: "Run a program with some namespaces unshared from the parent.",
    options: UNSHARE_OPTIONS,
    man: "unshare(1)",
    stop: true,
  },
  function* (cmd) {
    const plan = yield* readPlan(cmd);
    const me = yield* sys("getpid", {});
    const inNew = plan.flags & (CLONE_NEWNS | CLONE_NEWUSER);
    const binder =
      plan.kept.length > 0 && inNew
        ? yield* helper(function* () {
            yield* keepNamespaces(cmd, plan, me);
            return 0;
          })
        : null;
    if (plan.userRanges.length > 0) {
      plan.userRanges = withSingle(plan.userRanges, plan.euid, plan.mapUser);
      plan.mapUser = null;
    }
    if (plan.groupRanges.length > 0) {
      plan.groupRanges = withSingle(plan.groupRanges, plan.egid, plan.mapGroup);
      plan.mapGroup = null;
    }
    const ranged = plan.userRanges.length > 0 || plan.groupRanges.length > 0;
    const mapper = ranged ? yield* helper(() => mapRanges(cmd, plan, me)) : null;

    yield* orDie(cmd, yield* sys("unshare", { flags: plan.flags }), "unshare failed");

    if (mapper) {
      const status = yield* mapper.go();
      if (status !== 0) return status;
    }
    const bind = function* (): Run<number> {
      if (plan.kept.length === 0) return 0;
      if (binder) return yield* binder.go();
      yield* keepNamespaces(cmd, plan, me);
      return 0;
    };
    if (plan.fork) return yield* forkAndWait(cmd, plan, bind);
    const kept = yield* bind();
    return kept !== 0 ? kept : yield* enter(cmd, plan);
  },
);

// The parent does not die of ^C before its child: both signals wait until the child is gone.
function* forkAndWait(cmd: Cmd, plan: Plan, bind: () => Run<number>): Run<number> {
  const old = yield* sys("rt_sigprocmask", { how: "block", set: [SIGINT, SIGTERM] });
  const parent = yield* sys("getpid", {});
  const pid = yield* clone(0, function* () {
    yield* sys("rt_sigprocmask", { how: "set", set: old });
    if (plan.killChild !== 0) {
      yield* orDie(cmd, yield* sys("prctl", { option: PR_SET_PDEATHSIG, arg: plan.killChild }), "prctl failed");
    }
    return yield* enter(cmd, plan);
  });
  if (failed(pid)) return yield* cmd.die(1, "fork failed", pid);
  const kept = yield* bind();
  if (kept !== 0) return kept;
  const status = yield* orDie(cmd, yield* waitFor(pid), "waitpid failed");
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  const sig = WTERMSIG(status);
  if (sig !== SIGKILL) yield* sys("rt_sigaction", { sig, action: "default" });
  yield* sys("rt_sigprocmask", { how: "unblock", set: [sig] });
  yield* sys("kill", { pid: parent, sig });
  return yield* cmd.die(1, "child exit failed");
}

/** All that happens inside the new namespaces. */
function* enter(cmd: Cmd, plan: Plan): Run<number> {
  if (plan.mapUser !== null) yield* writeTo(cmd, "/proc/self/uid_map", `${plan.mapUser} ${plan.euid} 1`);
  if (plan.mapGroup !== null) {
    if (plan.setgroups === "allow") {
      yield* cmd.die(1, "options --setgroups=allow and --map-group are mutually exclusive");
    }
    // "since Linux 3.19 unprivileged writing of gid_map needs setgroups denied first" - user_namespaces(7)
    yield* writeTo(cmd, "/proc/self/setgroups", "deny");
    yield* writeTo(cmd, "/proc/self/gid_map", `${plan.mapGroup} ${plan.egid} 1`);
  }
  if (plan.setgroups !== null) yield* writeTo(cmd, "/proc/self/setgroups", plan.setgroups);
  if (plan.flags & CLONE_NEWNS && plan.propagation !== 0) {
    const args = { source: "none", target: "/", fstype: "", flags: plan.propagation, data: "" };
    yield* orDie(cmd, yield* sys("mount", args), "cannot change root filesystem propagation");
  }
  if (plan.root !== null) {
    const r = yield* sys("chroot", { path: plan.root });
    yield* orDie(cmd, r, `cannot change root directory to '${plan.root}'`);
    plan.dir ??= "/";
  }
  if (plan.dir !== null) {
    yield* orDie(cmd, yield* sys("chdir", { path: plan.dir }), `cannot chdir to '${plan.dir}'`);
  }
  if (plan.proc !== null) yield* mountProc(cmd, plan, plan.proc);
  if (plan.gid !== null) {
    yield* orDie(cmd, yield* sys("setgroups", { groups: [] }), "setgroups failed");
    yield* orDie(cmd, yield* sys("setgid", { gid: plan.gid }), "setgid() failed");
  }
  if (plan.uid !== null) yield* orDie(cmd, yield* sys("setuid", { uid: plan.uid }), "setuid() failed");
  if (cmd.has("keep-caps") && plan.flags & CLONE_NEWUSER) yield* permittedToAmbient(cmd);
  return yield* execOrShell(cmd, cmd.operands, cmd.self.env);
}

function* mountProc(cmd: Cmd, plan: Plan, target: string): Run<void> {
  // Where the root was not made private, the mount must at least not reach the old namespace.
  if (plan.root === null && plan.propagation !== (MS_PRIVATE | MS_REC)) {
    const args = { source: "none", target, fstype: "", flags: MS_PRIVATE | MS_REC, data: "" };
    const r = yield* sys("mount", args);
    if (failed(r) && r !== EINVAL) yield* cmd.die(1, `cannot change ${target} filesystem propagation`, r);
  }
  const flags = MS_NOSUID | MS_NOEXEC | MS_NODEV;
  const r = yield* sys("mount", { source: "proc", target, fstype: "proc", flags, data: "" });
  yield* orDie(cmd, r, `mount ${target} failed`);
}
