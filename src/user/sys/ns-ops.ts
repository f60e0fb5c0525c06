// The operations on mounts, namespaces, names of the host, and privileges.

import { CAPABILITIES, type CapSet } from "../../kernel/abi/capability.ts";
import { type Errno, failed } from "../../kernel/abi/errno.ts";
import {
  CLONE_NEWCGROUP,
  CLONE_NEWIPC,
  CLONE_NEWNET,
  CLONE_NEWNS,
  CLONE_NEWPID,
  CLONE_NEWUSER,
  CLONE_NEWUTS,
  MNT_DETACH,
  MNT_FORCE,
  MS_BIND,
  MS_MOVE,
  MS_NODEV,
  MS_NOEXEC,
  MS_NOSUID,
  MS_PRIVATE,
  MS_RDONLY,
  MS_REC,
  MS_REMOUNT,
  MS_SHARED,
  MS_SLAVE,
  MS_UNBINDABLE,
  O_RDONLY,
  UMOUNT_NOFOLLOW,
} from "../../kernel/abi/flags.ts";
import { IPC_CREAT } from "../../kernel/abi/ipc.ts";
import type { SeccompRule, Verdict } from "../../kernel/security/seccomp.ts";
import { SECCOMP_SET_MODE_FILTER, SECCOMP_SET_MODE_STRICT } from "../../kernel/sys/seccomp.ts";
import { PR_CAPBSET_DROP, PR_GET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS } from "../../kernel/sys/task.ts";
import { type Run, sys } from "../program.ts";
import { atoi, type Chain, flagSet, type Op, report, type Step, say } from "./chain.ts";

const NAMESPACES: Readonly<Record<string, number>> = {
  mnt: CLONE_NEWNS,
  pid: CLONE_NEWPID,
  net: CLONE_NEWNET,
  uts: CLONE_NEWUTS,
  ipc: CLONE_NEWIPC,
  user: CLONE_NEWUSER,
  cgroup: CLONE_NEWCGROUP,
};

const MOUNT: Readonly<Record<string, number>> = {
  ro: MS_RDONLY,
  bind: MS_BIND,
  rec: MS_REC,
  private: MS_PRIVATE,
  shared: MS_SHARED,
  slave: MS_SLAVE,
  unbindable: MS_UNBINDABLE,
  move: MS_MOVE,
  remount: MS_REMOUNT,
  nosuid: MS_NOSUID,
  nodev: MS_NODEV,
  noexec: MS_NOEXEC,
};

const UMOUNT: Readonly<Record<string, number>> = {
  detach: MNT_DETACH,
  force: MNT_FORCE,
  nofollow: UMOUNT_NOFOLLOW,
};

function* setns(_c: Chain, s: Step): Run<void> {
  const fd = yield* sys("openat", { path: s.word(1), flags: O_RDONLY });
  if (failed(fd)) return yield* report(s, fd);
  yield* report(s, yield* sys("setns", { fd, nstype: flagSet(s.word(2), NAMESPACES) }));
  yield* sys("close", { fd });
}

function* capclear(_c: Chain, s: Step): Run<void> {
  const caps = yield* sys("capget", {});
  const without = (set: CapSet): CapSet => set.filter((cap) => cap !== CAPABILITIES[atoi(s.word(1))]);
  const { effective, permitted, inheritable } = caps;
  const args = {
    effective: without(effective),
    permitted: without(permitted),
    inheritable: without(inheritable),
  };
  yield* report(s, yield* sys("capset", args));
}

const ACTIONS: Readonly<Record<string, Verdict>> = {
  kill: { action: "kill-process" },
  thread: { action: "kill-thread" },
  trap: { action: "trap" },
  trace: { action: "trace" },
  log: { action: "log" },
};

/** "[only:]ACTION CALL[:INDEX=VALUE],…": the action for these calls or, with "only:", for all others. */
function* seccomp(_c: Chain, s: Step): Run<void> {
  if (s.word(1) === "strict") return yield* report(s, yield* sys("seccomp", { op: SECCOMP_SET_MODE_STRICT }));
  const only = s.word(1).startsWith("only:");
  const name = s.word(1).replace(/^only:/, "");
  const allow: Verdict = { action: "allow" };
  const error = name.startsWith("errno:") ? ((-atoi(name.slice(6)) || 0) as Errno | 0) : null;
  const verdict: Verdict = error === null ? (ACTIONS[name] ?? allow) : { action: "errno", error };
  const rules = s
    .word(2)
    .split(",")
    .map((word): SeccompRule => {
      const [call = "", index, value] = word.split(/[:=]/);
      const args = index === undefined ? [] : [{ index: atoi(index), op: "==" as const, value: atoi(value ?? "") }];
      return { calls: [call], verdict: only ? allow : verdict, args };
    });
  const filter = { rules, otherwise: only ? verdict : allow };
  yield* report(s, yield* sys("seccomp", { op: SECCOMP_SET_MODE_FILTER, filter }));
}

const plain = (call: (s: Step) => Run<number>): Op =>
  function* (_c, s) {
    yield* report(s, yield* call(s));
  };

export const NS_OPS: Readonly<Record<string, Op>> = {
  pivot_root: plain((s) => sys("pivot_root", { newRoot: s.word(1), putOld: s.word(2) })),
  mount: plain((s) => {
    const flags = flagSet(s.words[4] ?? "none", MOUNT);
    return sys("mount", { source: s.word(1), target: s.word(2), fstype: s.word(3), flags, data: s.word(5) });
  }),
  umount: plain((s) => sys("umount2", { target: s.word(1), flags: flagSet(s.word(2), UMOUNT) })),
  unshare: plain((s) => sys("unshare", { flags: flagSet(s.word(1), NAMESPACES) })),
  setns,
  sethostname: plain((s) => sys("sethostname", { name: s.word(1) })),
  *gethostname(_c, s) {
    yield* say(s, (yield* sys("uname", {})).nodename);
  },
  setdomainname: plain((s) => sys("setdomainname", { name: s.word(1) })),
  capbset_drop: plain((s) => sys("prctl", { option: PR_CAPBSET_DROP, arg: atoi(s.word(1)) }) as Run<number>),
  no_new_privs: plain(() => sys("prctl", { option: PR_SET_NO_NEW_PRIVS, arg: 1 }) as Run<number>),
  seccomp,
  getseccomp: plain(() => sys("prctl", { option: PR_GET_SECCOMP, arg: 0 }) as Run<number>),
  subreaper: plain(() => sys("prctl", { option: PR_SET_CHILD_SUBREAPER, arg: 1 }) as Run<number>),
  capclear,
  *shmget(_c, s) {
    const flags = s.word(2).startsWith("c") ? IPC_CREAT | 0o600 : 0;
    const id = yield* sys("shmget", { key: atoi(s.word(1)), size: 4096, flags });
    yield* report(s, failed(id) ? id : 0);
  },
};
