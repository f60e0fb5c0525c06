// What unshare(1) was asked to do.

import { CLONE_NEWNS, CLONE_NEWUSER, MS_PRIVATE, MS_REC, MS_SHARED, MS_SLAVE } from "../../kernel/abi/flags.ts";
import { SIGKILL, signalNumber } from "../../kernel/abi/signal.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { numberOr } from "./frame.ts";
import { type IdRange, readRange, subRange } from "./id-ranges.ts";
import { nsOption } from "./namespaces.ts";

// The letters take no argument, the long names may: so they stand on lines of their own.
export const UNSHARE_OPTIONS = `
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
  --map-auto                  map users and groups automatically (implies --user)
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

export interface Plan {
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

export function* readPlan(cmd: Cmd): Run<Plan> {
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
      case "map-auto":
        plan.userRanges.push(yield* subRange(cmd, "/etc/subuid", plan.euid));
        plan.groupRanges.push(yield* subRange(cmd, "/etc/subgid", plan.euid));
        break;
      case "map-users":
        plan.userRanges.push(
          value === "auto" ? yield* subRange(cmd, "/etc/subuid", plan.euid) : yield* readRange(cmd, value),
        );
        break;
      case "map-groups":
        plan.groupRanges.push(
          value === "auto" ? yield* subRange(cmd, "/etc/subgid", plan.euid) : yield* readRange(cmd, value),
        );
        break;
    }
  }
  return plan;
}
