// unshare(1): runs a program in new namespaces.
//
//   unshare(2) ── fork ──> child: id maps, mount propagation, root, /proc, ids, execve
//        └── parent waits and ends as the child did
//
// Without --fork everything happens in the one process: then a new pid namespace begins with its first child.

import { EINVAL, failed } from "../../kernel/abi/errno.ts";
import {
  CLONE_NEWNS,
  CLONE_NEWUSER,
  MS_BIND,
  MS_NODEV,
  MS_NOEXEC,
  MS_NOSUID,
  MS_PRIVATE,
  MS_REC,
  MS_SHARED,
  MS_SLAVE,
  O_CLOEXEC,
  O_WRONLY,
} from "../../kernel/abi/flags.ts";
import { SIGINT, SIGKILL, SIGTERM, signalNumber, WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../kernel/abi/signal.ts";
import { PR_SET_PDEATHSIG } from "../../kernel/sys/task.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { waitFor } from "../exec.ts";
import { write } from "../libc.ts";
import { clone, fork, type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { execOrShell, numberOr, orDie, ulTool } from "./frame.ts";
import { permittedToAmbient } from "./keep-caps.ts";
import { NS_OPTIONS, nsOption } from "./namespaces.ts";

// The letters take no argument, the long names may: so they stand on lines of their own.
const OPTIONS = `
  -m                          unshare mounts namespace
  --mount[=<file>]            the same, kept alive by a bind mount on <file>
  -u                          unshare UTS namespace (hostname etc)
  --uts[=<file>]
  -i                          unshare System V IPC namespace
  --ipc[=<file>]
  -n                          unshare network namespace
  --net[=<file>]
  -p                          unshare pid namespace
  --pid[=<file>]
  -U                          unshare user namespace
  --user[=<file>]
  -C                          unshare cgroup namespace
  --cgroup[=<file>]
  -T                          unshare time namespace
  --time[=<file>]
  --mount-proc[=<dir>]        mount proc filesystem first (implies --mount)
! --mount-binfmt[=<dir>]      mount binfmt filesystem first (implies --user and --mount)
! -l, --load-interp <file>    load binfmt definition in the namespace (implies --mount-binfmt)
  --propagation slave|shared|private|unchanged  modify mount propagation in mount namespace
  -R, --root <dir>            run the command with root directory set to <dir>
  -w, --wd <dir>              change working directory to <dir>
  -S, --setuid <uid>          set uid in entered namespace
  -G, --setgid <gid>          set gid in entered namespace
  --map-user <uid>|<name>     map current user to uid (implies --user)
  --map-group <gid>|<name>    map current group to gid (implies --user)
  -r, --map-root-user         map current user to root (implies --user)
  -c, --map-current-user      map current user to itself (implies --user)
! --map-auto                  map users and groups automatically (implies --user)
  --map-users <inneruid>:<outeruid>:<count>    map count users from outeruid to inneruid (implies --user)
  --map-groups <innergid>:<outergid>:<count>   map count groups from outergid to innergid (implies --user)
  -f, --fork                  fork before launching <program>
  --kill-child[=<signame>]    when dying, kill the forked child (implies --fork), defaults to SIGKILL
  --setgroups allow|deny      control the setgroups syscall in user namespaces
  --keep-caps                 retain capabilities granted in user namespaces
! --monotonic <offset>        set clock monotonic offset (seconds) in time namespaces
! --boottime <offset>         set clock boottime offset (seconds) in time namespaces
`;

const PROPAGATION: Readonly<Record<string, number>> = {
  slave: MS_REC | MS_SLAVE,
  private: MS_REC | MS_PRIVATE,
  shared: MS_REC | MS_SHARED,
  unchanged: 0,
};

interface IdRange {
  readonly inner: number;
  readonly outer: number;
  readonly count: number;
}

interface Plan {
  flags: number;
  fork: boolean;
  killChild: number;
  proc: string | null;
  propagation: number;
  root: string | null;
  dir: string | null;
  uid: number | null;
  gid: number | null;
  mapUser: number | null;
  mapGroup: number | null;
  userRanges: IdRange[];
  groupRanges: IdRange[];
  setgroups: string | null;
  /** Files that keep a namespace alive, by the name under /proc/PID. */
  readonly kept: { readonly file: string; readonly target: string }[];
  readonly euid: number;
  readonly egid: number;
}

const initial = (euid: number, egid: number): Plan => ({
  flags: 0,
  fork: false,
  killChild: 0,
  proc: null,
  propagation: MS_REC | MS_PRIVATE,
  root: null,
  dir: null,
  uid: null,
  gid: null,
  mapUser: null,
  mapGroup: null,
  userRanges: [],
  groupRanges: [],
  setgroups: null,
  kept: [],
  euid,
  egid,
});

function* userId(cmd: Cmd, text: string): Run<number> {
  const known = (yield* readUsers()).find((u) => u.name === text);
  if (known) return known.uid;
  return /^\d+$/.test(text) ? Number(text) : yield* cmd.die(1, `failed to parse uid '${text}'`);
}

function* groupId(cmd: Cmd, text: string): Run<number> {
  const known = (yield* readGroups()).find((g) => g.name === text);
  if (known) return known.gid;
  return /^\d+$/.test(text) ? Number(text) : yield* cmd.die(1, `failed to parse gid '${text}'`);
}

function* range(cmd: Cmd, text: string): Run<IdRange> {
  const colons = /^(\d+):(\d+):(\d+)$/.exec(text);
  if (colons) return { inner: Number(colons[1]), outer: Number(colons[2]), count: Number(colons[3]) };
  const commas = /^(\d+),(\d+),(\d+)$/.exec(text);
  if (commas) return { outer: Number(commas[1]), inner: Number(commas[2]), count: Number(commas[3]) };
  return yield* cmd.die(1, `invalid mapping '${text}'`);
}

function* readPlan(cmd: Cmd): Run<Plan> {
  const plan = initial(yield* sys("geteuid", {}), yield* sys("getegid", {}));
  for (const { name, value = "" } of cmd.given) {
    const ns = nsOption(name);
    if (ns) {
      plan.flags |= ns.flag;
      if (value !== "") plan.kept.push({ file: ns.forChildren, target: value });
      continue;
    }
    if (name.startsWith("map-")) plan.flags |= CLONE_NEWUSER;
    switch (name) {
      case "fork":
        plan.fork = true;
        break;
      case "kill-child": {
        plan.fork = true;
        const sig = value === "" ? SIGKILL : signalNumber(value);
        plan.killChild = sig ?? (yield* cmd.die(1, `unknown signal: ${value}`));
        break;
      }
      case "mount-proc":
        plan.flags |= CLONE_NEWNS;
        plan.proc = value || "/proc";
        break;
      case "propagation": {
        const flags = PROPAGATION[value];
        plan.propagation = flags ?? (yield* cmd.die(1, `unsupported propagation mode: ${value}`));
        break;
      }
      case "setgroups":
        if (value !== "allow" && value !== "deny") {
          yield* cmd.die(1, `unsupported --setgroups argument '${value}'`);
        }
        plan.setgroups = value;
        break;
      case "root":
        plan.root = value;
        break;
      case "wd":
        plan.dir = value;
        break;
      case "setuid":
        plan.uid = yield* numberOr(cmd, value, "failed to parse uid");
        break;
      case "setgid":
        plan.gid = yield* numberOr(cmd, value, "failed to parse gid");
        break;
      case "map-user":
        plan.mapUser = yield* userId(cmd, value);
        break;
      case "map-group":
        plan.mapGroup = yield* groupId(cmd, value);
        break;
      case "map-root-user":
        plan.mapUser = 0;
        plan.mapGroup = 0;
        break;
      case "map-current-user":
        plan.mapUser = plan.euid;
        plan.mapGroup = plan.egid;
        break;
      case "map-users":
        plan.userRanges.push(yield* range(cmd, value));
        break;
      case "map-groups":
        plan.groupRanges.push(yield* range(cmd, value));
        break;
    }
  }
  return plan;
}

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

function* mapRanges(cmd: Cmd, plan: Plan, pid: number): Run<number> {
  for (const [file, ranges] of [
    ["uid_map", plan.userRanges],
    ["gid_map", plan.groupRanges],
  ] as const) {
    if (ranges.length === 0) continue;
    const text = ranges.map((r) => `${r.inner} ${r.outer} ${r.count}\n`).join("");
    yield* writeTo(cmd, `/proc/${pid}/${file}`, text);
  }
  return 0;
}

export const unshareMain = ulTool(
  {
    name: "unshare",
    usage: ["[options] [<program> [<argument>...]]"],
    does: "Run a program with some namespaces unshared from the parent.",
    options: OPTIONS,
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
    const ranged = plan.userRanges.length > 0 || plan.groupRanges.length > 0;
    if (ranged) plan.mapUser = plan.mapGroup = null;
    if (ranged && plan.euid !== 0) yield* cmd.die(95, "newuidmap is not modelled in Cutaway: --map-users needs root");
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
    if (plan.killChild !== 0) yield* dieWithParent(cmd, plan.killChild, parent);
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

function* dieWithParent(cmd: Cmd, sig: number, _parent: number): Run<void> {
  yield* orDie(cmd, yield* sys("prctl", { option: PR_SET_PDEATHSIG, arg: sig }), "prctl failed");
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
