// nsenter(1): runs a program in namespaces that others made.
//
// Namespaces named by a file are joined one by one; those of the target process (-t) all at once, through a pidfd.
// Joining happens in two passes: first without the user namespace, errors not counted, then what is left. So a
// privileged caller enters the user namespace last, and an unprivileged one first, to gain its capabilities.

import { failed } from "../../kernel/abi/errno.ts";
import { CLONE_NEWPID, CLONE_NEWUSER, NS_GET_USERNS, O_RDONLY, WUNTRACED } from "../../kernel/abi/flags.ts";
import {
  SIGCHLD,
  SIGCONT,
  SIGSTOP,
  WEXITSTATUS,
  WIFEXITED,
  WIFSIGNALED,
  WIFSTOPPED,
  WTERMSIG,
} from "../../kernel/abi/signal.ts";
import { readAll } from "../libc.ts";
import { clone, type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { execOrShell, numberOr, orDie, ulTool } from "./frame.ts";
import { permittedToAmbient } from "./keep-caps.ts";
import { NS_OPTIONS, type NsOption, nsOption } from "./namespaces.ts";

const OPTIONS = `
  -a, --all                enter all namespaces
  -t, --target <pid>       target process to get namespaces from
  -m, --mount[=<file>]     enter mount namespace
  -u, --uts[=<file>]       enter UTS namespace (hostname etc)
  -i, --ipc[=<file>]       enter System V IPC namespace
  -n, --net[=<file>]       enter network namespace
! -N, --net-socket <fd>    enter socket's network namespace (use with --target)
  -p, --pid[=<file>]       enter pid namespace
  -C, --cgroup[=<file>]    enter cgroup namespace
  -U, --user[=<file>]      enter user namespace
  --user-parent            enter parent user namespace
  -T, --time[=<file>]      enter time namespace
  -S, --setuid <uid>       set uid in entered namespace
  -G, --setgid <gid>       set gid in entered namespace
  --preserve-credentials   do not touch uids or gids
  --keep-caps              retain capabilities granted in user namespaces
  -r, --root[=<dir>]       set the root directory
  -w, --wd[=<dir>]         set the working directory
  -W, --wdns[=<dir>]       set the working directory in namespace
  -e, --env                inherit environment variables from target process
  -F, --no-fork            do not fork before exec'ing <program>
! -c, --join-cgroup        join the cgroup of the target process
! -Z, --follow-context     set SELinux context according to --target PID
`;

interface Wanted {
  readonly ns: NsOption;
  /** Of the file that was named; -1: the target's. */
  fd: number;
}

interface Plan {
  target: number;
  wanted: Wanted[];
  all: boolean;
  root: number;
  wd: number;
  wdns: string | null;
  env: boolean;
  uid: number;
  gid: number;
  setUid: boolean;
  setGid: boolean;
  /** -S follow, -G follow: as the target's. */
  followUid: boolean;
  followGid: boolean;
  targetRoot: boolean;
  targetWd: boolean;
  fork: boolean;
}

const initial = (): Plan => ({
  target: 0,
  wanted: [],
  all: false,
  root: -1,
  wd: -1,
  wdns: null,
  env: false,
  uid: 0,
  gid: 0,
  setUid: false,
  setGid: false,
  followUid: false,
  followGid: false,
  targetRoot: false,
  targetWd: false,
  fork: true,
});

function* openOr(cmd: Cmd, path: string): Run<number> {
  return yield* orDie(cmd, yield* sys("openat", { path, flags: O_RDONLY }), `cannot open ${path}`);
}

/** A file of the target process. */
function* openTarget(cmd: Cmd, plan: Plan, file: string): Run<number> {
  if (plan.target === 0) yield* cmd.die(1, `neither filename nor target pid supplied for ${file}`);
  return yield* openOr(cmd, `/proc/${plan.target}/${file}`);
}

function* readPlan(cmd: Cmd): Run<Plan> {
  const plan = initial();
  for (const { name, value } of cmd.given) {
    const ns = nsOption(name);
    if (ns) {
      plan.wanted = plan.wanted.filter((w) => w.ns !== ns);
      plan.wanted.push({ ns, fd: value === undefined ? -1 : yield* openOr(cmd, value) });
      continue;
    }
    switch (name) {
      case "all":
        plan.all = true;
        break;
      case "target":
        plan.target = yield* numberOr(cmd, value ?? "", "failed to parse pid");
        break;
      case "setuid":
        plan.setUid = true;
        if (value === "follow") plan.followUid = true;
        else plan.uid = yield* numberOr(cmd, value ?? "", "failed to parse uid");
        break;
      case "setgid":
        plan.setGid = true;
        if (value === "follow") plan.followGid = true;
        else plan.gid = yield* numberOr(cmd, value ?? "", "failed to parse gid");
        break;
      case "root":
        if (value === undefined) plan.targetRoot = true;
        else plan.root = yield* openOr(cmd, value);
        break;
      case "wd":
        if (cmd.has("wdns")) yield* cmd.die(1, "mutually exclusive arguments: --wdns --wd");
        if (value === undefined) plan.targetWd = true;
        else plan.wd = yield* openOr(cmd, value);
        break;
      case "wdns":
        plan.wdns = value ?? null;
        break;
      case "env":
        plan.env = true;
        break;
      case "no-fork":
        plan.fork = false;
        break;
    }
  }
  return plan;
}

/** --all leaves out the user namespace that the caller is in already: joining it again is EINVAL. */
function* addAll(cmd: Cmd, plan: Plan): Run<void> {
  const me = yield* sys("getpid", {});
  for (const ns of NS_OPTIONS) {
    if (plan.wanted.some((w) => w.ns === ns)) continue;
    const mine = yield* sys("stat", { path: `/proc/${me}/${ns.file}` });
    if (failed(mine)) continue;
    if (ns.flag === CLONE_NEWUSER) {
      const path = `/proc/${plan.target}/${ns.file}`;
      const theirs = yield* orDie(cmd, yield* sys("stat", { path }), `stat of ${path} failed`);
      if (failed(theirs) || theirs.ino === mine.ino) continue;
    }
    plan.wanted.push({ ns, fd: -1 });
  }
}

/** One pass over `wanted`; what could not be joined stays in it. */
function* join(cmd: Cmd, plan: Plan, pidfd: number, flags: number, ignore: boolean): Run<void> {
  const inPass = plan.wanted.filter((w) => w.ns.flag & flags);
  const done = new Set<Wanted>();
  const ofTarget = inPass.filter((w) => w.fd < 0);
  if (ofTarget.length > 0) {
    const nstype = ofTarget.reduce((all, w) => all | w.ns.flag, 0);
    const r = yield* sys("setns", { fd: pidfd, nstype });
    if (r === 0) for (const w of ofTarget) done.add(w);
    else if (!ignore) yield* cmd.die(1, "reassociate to namespaces failed", r);
  }
  for (const w of inPass.filter((w) => w.fd >= 0)) {
    const r = yield* sys("setns", { fd: w.fd, nstype: w.ns.flag });
    if (r === 0) {
      yield* sys("close", { fd: w.fd });
      done.add(w);
    } else if (!ignore) yield* cmd.die(1, `reassociate to namespace '${w.ns.file}' failed`, r);
  }
  plan.wanted = plan.wanted.filter((w) => !done.has(w));
}

export const nsenterMain = ulTool(
  {
    name: "nsenter",
    usage: ["[options] [<program> [<argument>...]]"],
    does: "Run a program with namespaces of other processes.",
    options: OPTIONS,
    man: "nsenter(1)",
    stop: true,
  },
  function* (cmd) {
    const plan = yield* readPlan(cmd);
    if (plan.all) yield* addAll(cmd, plan);
    plan.wanted.sort((a, b) => NS_OPTIONS.indexOf(a.ns) - NS_OPTIONS.indexOf(b.ns));
    const pidfd = yield* openProcess(cmd, plan);
    if (cmd.has("user-parent")) yield* addUserParent(cmd, plan);
    if (plan.targetRoot) plan.root = yield* openTarget(cmd, plan, "root");
    if (plan.targetWd) plan.wd = yield* openTarget(cmd, plan, "cwd");
    const environ = plan.env ? yield* openTarget(cmd, plan, "environ") : -1;
    const owner = plan.followUid || plan.followGid ? yield* openTarget(cmd, plan, "") : -1;
    const flags = plan.wanted.reduce((all, w) => all | w.ns.flag, 0);
    if (flags === 0) yield* cmd.die(1, "no namespace specified");
    let refused = 0; // setgroups must work before or after the user namespace is entered
    if (flags & CLONE_NEWUSER && !cmd.has("preserve-credentials")) {
      plan.setUid = plan.setGid = true;
      if (failed(yield* sys("setgroups", { groups: [] }))) refused++;
    }
    yield* join(cmd, plan, pidfd, flags & ~CLONE_NEWUSER, true);
    yield* join(cmd, plan, pidfd, flags, false);
    if (pidfd >= 0) yield* sys("close", { fd: pidfd });
    yield* setPlace(cmd, plan);
    const env = environ >= 0 ? yield* environment(cmd, environ) : cmd.self.env;
    if (owner >= 0) yield* follow(plan, owner);
    const run = () => become(cmd, plan, refused, env, (flags & CLONE_NEWUSER) !== 0);
    return flags & CLONE_NEWPID && plan.fork ? yield* runChild(cmd, run) : yield* run();
  },
);

/** The user namespace that owns the one to be entered, or the target's. */
function* addUserParent(cmd: Cmd, plan: Plan): Run<void> {
  const named = plan.wanted.find((w) => w.ns.flag === CLONE_NEWUSER && w.fd >= 0);
  const fd = named ? named.fd : yield* openTarget(cmd, plan, "ns/user");
  const parent = yield* sys("ioctl", { fd, request: NS_GET_USERNS });
  yield* sys("close", { fd });
  if (failed(parent)) return yield* cmd.die(1, "failed to open parent namespace", parent);
  plan.wanted = plan.wanted.filter((w) => w.ns.flag !== CLONE_NEWUSER);
  const ns = NS_OPTIONS.find((o) => o.flag === CLONE_NEWUSER);
  if (ns) plan.wanted.unshift({ ns, fd: parent });
}

/** A pidfd for the target; where there is none, the files of /proc are opened. */
function* openProcess(cmd: Cmd, plan: Plan): Run<number> {
  const ofTarget = plan.wanted.filter((w) => w.fd < 0);
  if (ofTarget.length === 0) return -1;
  if (plan.target === 0) yield* cmd.die(1, "no target PID specified");
  const pidfd = yield* sys("pidfd_open", { pid: plan.target, flags: 0 });
  if (!failed(pidfd)) return pidfd;
  for (const w of ofTarget) w.fd = yield* openTarget(cmd, plan, w.ns.file);
  return -1;
}

function* setPlace(cmd: Cmd, plan: Plan): Run<void> {
  const here = "cannot open current working directory";
  if (plan.root >= 0 && plan.wd < 0 && plan.wdns === null) {
    plan.wd = yield* orDie(cmd, yield* sys("openat", { path: ".", flags: O_RDONLY }), here);
  }
  if (plan.root >= 0) {
    const moved = yield* sys("fchdir", { fd: plan.root });
    yield* orDie(cmd, moved, "change directory by root file descriptor failed");
    yield* orDie(cmd, yield* sys("chroot", { path: "." }), "chroot failed");
    yield* orDie(cmd, yield* sys("chdir", { path: "/" }), "cannot change directory to /");
    yield* sys("close", { fd: plan.root });
  }
  if (plan.wdns !== null) {
    plan.wd = yield* orDie(cmd, yield* sys("openat", { path: plan.wdns, flags: O_RDONLY }), here);
  }
  if (plan.wd >= 0) {
    const moved = yield* sys("fchdir", { fd: plan.wd });
    yield* orDie(cmd, moved, "change directory by working directory file descriptor failed");
    yield* sys("close", { fd: plan.wd });
  }
}

function* environment(cmd: Cmd, fd: number): Run<string[]> {
  const text = yield* orDie(cmd, yield* readAll(fd), "failed to get environment variables");
  yield* sys("close", { fd });
  return String(text)
    .split("\0")
    .filter((v) => v !== "");
}

function* follow(plan: Plan, fd: number): Run<void> {
  const st = yield* sys("fstat", { fd });
  yield* sys("close", { fd });
  if (failed(st)) return;
  if (plan.followUid) plan.uid = st.uid;
  if (plan.followGid) plan.gid = st.gid;
}

function* become(cmd: Cmd, plan: Plan, refused: number, env: readonly string[], userNs: boolean): Run<number> {
  if (plan.setGid) {
    const r = yield* sys("setgroups", { groups: [] });
    if (failed(r) && refused > 0) yield* cmd.die(1, "setgroups failed", r);
    yield* orDie(cmd, yield* sys("setgid", { gid: plan.gid }), "setgid() failed");
  }
  if (plan.setUid) yield* orDie(cmd, yield* sys("setuid", { uid: plan.uid }), "setuid() failed");
  if (cmd.has("keep-caps") && userNs) yield* permittedToAmbient(cmd);
  return yield* execOrShell(cmd, cmd.operands, env);
}

// "the calling process itself does not change its PID namespace": only a child is in it.
function* runChild(cmd: Cmd, run: () => Run<number>): Run<number> {
  yield* sys("rt_sigaction", { sig: SIGCHLD, action: "default" });
  const child = yield* clone(0, run);
  if (failed(child)) return yield* cmd.die(1, "fork failed", child);
  const me = yield* sys("getpid", {});
  for (;;) {
    const r = yield* sys("wait4", { pid: child, options: WUNTRACED });
    if (failed(r)) return 1;
    if (WIFSTOPPED(r.status)) {
      // The child was suspended, so suspend this process as well.
      yield* sys("kill", { pid: me, sig: SIGSTOP });
      yield* sys("kill", { pid: child, sig: SIGCONT });
      continue;
    }
    if (WIFEXITED(r.status)) return WEXITSTATUS(r.status);
    if (WIFSIGNALED(r.status)) yield* sys("kill", { pid: me, sig: WTERMSIG(r.status) });
    return 1;
  }
}
