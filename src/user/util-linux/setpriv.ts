// setpriv(1): runs a program with other ids, groups and capabilities.

import { CAPABILITIES, type Capability, type CapSet } from "../../kernel/abi/capability.ts";
import { failed } from "../../kernel/abi/errno.ts";
import { SECUREBITS } from "../../kernel/abi/securebits.ts";
import { signalName, signalNumber } from "../../kernel/abi/signal.ts";
import {
  PR_CAP_AMBIENT,
  PR_CAP_AMBIENT_LOWER,
  PR_CAP_AMBIENT_RAISE,
  PR_CAPBSET_DROP,
  PR_GET_PDEATHSIG,
  PR_GET_SECUREBITS,
  PR_SET_KEEPCAPS,
  PR_SET_NO_NEW_PRIVS,
  PR_SET_PDEATHSIG,
  PR_SET_SECUREBITS,
} from "../../kernel/sys/task.ts";
import { readGroups, readUsers, type User } from "../accounts.ts";
import { getenv, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { execCommand, orDie, ulTool } from "./frame.ts";

const OPTIONS = `
  -d, --dump                   show current state (and do not exec)
  --no-new-privs, --nnp        disallow granting new privileges
  --ambient-caps <caps>        set ambient capabilities
  --inh-caps <caps>            set inheritable capabilities
  --bounding-set <caps>        set capability bounding set
  --list-caps                  list all known capabilities
  --ruid <uid|user>            set real uid
  --euid <uid|user>            set effective uid
  --rgid <gid|group>           set real gid
  --egid <gid|group>           set effective gid
  --reuid <uid|user>           set real and effective uid
  --regid <gid|group>          set real and effective gid
  --clear-groups               clear supplementary groups
  --keep-groups                keep supplementary groups
  --init-groups                initialize supplementary groups
  --groups <group>[,...]       set supplementary group(s) by GID or name
  --securebits <bits>          set securebits
  --pdeathsig keep|clear|<signame>  set or clear parent death signal
! --ptracer <pid>|any|none     allow ptracing from the given process
! --selinux-label <label>      set SELinux label
! --apparmor-profile <pr>      set AppArmor profile
! --landlock-access <access>   add Landlock access
! --landlock-rule <rule>       add Landlock rule
! --seccomp-filter <file>      load seccomp filter from file
  --reset-env                  clear all environment and initialize HOME, SHELL, USER, LOGNAME and PATH
`;

const PRIVERR = 127; // exit status where the kernel refuses
const GROUP_OPTIONS = ["clear-groups", "keep-groups", "init-groups", "groups"];
const shortName = (cap: Capability): string => cap.slice(4).toLowerCase();

interface Ids {
  ruid?: number;
  euid?: number;
  rgid?: number;
  egid?: number;
}

export const setprivMain = ulTool(
  {
    name: "setpriv",
    usage: ["[options] <program> [<argument>...]"],
    does: "Run a program with different privilege settings.",
    options: OPTIONS,
    man: "setpriv(1)",
    stop: true,
  },
  function* (cmd) {
    if (cmd.has("list-caps")) {
      yield* cmd.print(CAPABILITIES.map((c) => `${shortName(c)}\n`).join(""));
      return 0;
    }
    const ids = yield* readIds(cmd);
    const groupOptions = GROUP_OPTIONS.filter((o) => cmd.has(o));
    if (groupOptions.length > 1) {
      yield* cmd.die(1, "mutually exclusive arguments: --clear-groups --keep-groups --init-groups --groups");
    }
    if (cmd.has("dump") && cmd.given.some((g) => g.name !== "dump")) {
      yield* cmd.die(1, "--dump is incompatible with all other options");
    }
    if (cmd.has("dump")) return yield* dump(cmd);
    if (cmd.operands.length === 0) yield* cmd.die(1, "No program specified");
    if ((ids.rgid !== undefined || ids.egid !== undefined) && groupOptions.length === 0) {
      yield* cmd.die(1, "--[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups");
    }
    if (cmd.has("init-groups") && ids.ruid === undefined) {
      yield* cmd.die(1, "--init-groups requires --ruid or --reuid");
    }
    const groups = yield* wantedGroups(cmd, ids);
    const env = cmd.has("reset-env") ? yield* freshEnvironment(cmd, ids) : cmd.self.env;
    const changes = {
      bounding: yield* capChanges(cmd, "bounding-set"),
      inheritable: yield* capChanges(cmd, "inh-caps"),
      ambient: yield* capChanges(cmd, "ambient-caps"),
    };
    const deathSignal = yield* wantedSignal(cmd);
    const securebits = yield* wantedSecurebits(cmd);
    if (cmd.has("no-new-privs")) {
      const r = yield* sys("prctl", { option: PR_SET_NO_NEW_PRIVS, arg: 1 });
      yield* orDie(cmd, r, "disallow granting new privileges failed");
    }
    yield* applyIds(cmd, ids, groups);
    if (securebits !== null) {
      const r = yield* sys("prctl", { option: PR_SET_SECUREBITS, arg: securebits });
      yield* orDie(cmd, r as number, "set process securebits failed", PRIVERR);
    }
    yield* applyCaps(cmd, changes);
    if (deathSignal !== null) {
      const r = yield* sys("prctl", { option: PR_SET_PDEATHSIG, arg: deathSignal });
      yield* orDie(cmd, r, "set parent death signal", PRIVERR);
    }
    return yield* execCommand(cmd, cmd.operands, env);
  },
);

function* readIds(cmd: Cmd): Run<Ids> {
  const ids: Ids = {};
  for (const { name, value = "" } of cmd.given) {
    const m = /^(re|r|e)(uid|gid)$/.exec(name);
    if (!m) continue;
    const [, which, kind] = m;
    const found =
      kind === "uid"
        ? (yield* readUsers()).find((u) => u.name === value)?.uid
        : (yield* readGroups()).find((g) => g.name === value)?.gid;
    if (found === undefined && !/^\d+$/.test(value)) yield* cmd.die(1, `failed to parse ${name}: '${value}'`);
    const id = found ?? Number(value);
    const fields = (which === "re" ? ["r", "e"] : [which]).map((c) => `${c}${kind}` as keyof Ids);
    const taken = fields.filter((f) => ids[f] !== undefined);
    if (taken.length > 0) {
      yield* cmd.die(1, which === "re" ? `duplicate r${kind} or e${kind}` : `duplicate ${taken[0]}`);
    }
    for (const f of fields) ids[f] = id;
  }
  return ids;
}

/** null: as they are. */
function* wantedGroups(cmd: Cmd, ids: Ids): Run<number[] | null> {
  if (cmd.has("clear-groups")) return [];
  const all = yield* readGroups();
  const list = cmd.last("groups");
  if (list !== undefined) {
    const groups: number[] = [];
    for (const item of list.split(",")) {
      const known = all.find((g) => g.name === item)?.gid;
      if (known === undefined && !/^\d+$/.test(item)) yield* cmd.die(1, `Invalid supplementary group id: '${item}'`);
      groups.push(known ?? Number(item));
    }
    return groups;
  }
  if (!cmd.has("init-groups")) return null;
  const user = (yield* readUsers()).find((u) => u.uid === ids.ruid);
  if (!user) {
    const text = `uid ${ids.ruid} not found, --init-groups requires an user that can be found on the system`;
    return yield* cmd.die(1, text);
  }
  // initgroups(3): the user's own group and all that list the name
  const member = all.filter((g) => g.members.includes(user.name)).map((g) => g.gid);
  return [...new Set([user.gid, ...member])];
}

function* freshEnvironment(cmd: Cmd, ids: Ids): Run<string[]> {
  const uid = ids.ruid ?? (yield* sys("getuid", {}));
  const user: User | undefined = (yield* readUsers()).find((u) => u.uid === uid);
  const term = getenv(cmd.self, "TERM");
  const root = uid === 0;
  return [
    ...(term === undefined ? [] : [`TERM=${term}`]),
    `SHELL=${user?.shell || "/bin/sh"}`,
    `HOME=${user?.home ?? "/"}`,
    ...(user ? [`USER=${user.name}`, `LOGNAME=${user.name}`] : []),
    root ? "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin" : "PATH=/usr/local/bin:/bin:/usr/bin",
  ];
}

interface CapChange {
  readonly on: boolean;
  readonly caps: CapSet;
}

/** "+net_raw,-all" as changes in that order; null where the option was not given. */
function* capChanges(cmd: Cmd, option: string): Run<CapChange[] | null> {
  const text = cmd.last(option);
  if (text === undefined) return null;
  const changes: CapChange[] = [];
  for (const item of text.split(",")) {
    const [sign, name] = [item[0], item.slice(1)];
    if (sign !== "+" && sign !== "-") yield* cmd.die(1, "bad capability string");
    const number = /^cap_(\d+)$/.exec(name);
    const cap = number ? CAPABILITIES[Number(number[1])] : CAPABILITIES.find((c) => shortName(c) === name);
    if (!cap && name !== "all") yield* cmd.die(1, `unknown capability "${name}"`);
    changes.push({ on: sign === "+", caps: cap ? [cap] : CAPABILITIES });
  }
  return changes;
}

const changed = (set: CapSet, changes: readonly CapChange[] | null): CapSet =>
  (changes ?? []).reduce<CapSet>(
    (now, { on, caps }) => CAPABILITIES.filter((c) => (caps.includes(c) ? on : now.includes(c))),
    set,
  );

function* wantedSignal(cmd: Cmd): Run<number | null> {
  const text = cmd.last("pdeathsig");
  if (text === undefined || text === "keep") return null;
  if (text === "clear") return 0;
  return signalNumber(text) ?? (yield* cmd.die(1, `unknown signal: ${text}`));
}

// The ids go first, so the capabilities to change groups must outlive the change of the user: PR_SET_KEEPCAPS.
function* applyIds(cmd: Cmd, ids: Ids, groups: readonly number[] | null): Run<void> {
  const { ruid, euid, rgid, egid } = ids;
  const before = yield* sys("capget", {});
  if (ruid !== undefined || euid !== undefined) {
    yield* sys("prctl", { option: PR_SET_KEEPCAPS, arg: 1 });
    // The saved id follows the effective one.
    const r = yield* sys("setresuid", { ruid: ruid ?? -1, euid: euid ?? -1, suid: euid ?? -1 });
    yield* orDie(cmd, r, "setresuid failed", PRIVERR);
    const { effective, inheritable } = before;
    const { permitted } = yield* sys("capget", {});
    const kept = effective.filter((c) => permitted.includes(c));
    const r2 = yield* sys("capset", { effective: kept, permitted, inheritable });
    yield* orDie(cmd, r2, "reactivate capabilities", PRIVERR);
  }
  if (rgid !== undefined || egid !== undefined) {
    const r = yield* sys("setresgid", { rgid: rgid ?? -1, egid: egid ?? -1, sgid: egid ?? -1 });
    yield* orDie(cmd, r, "setresgid failed", PRIVERR);
  }
  if (groups) {
    const what = cmd.has("init-groups") ? "initgroups failed" : "setgroups failed";
    yield* orDie(cmd, yield* sys("setgroups", { groups }), what, PRIVERR);
  }
}

interface CapPlan {
  readonly bounding: CapChange[] | null;
  readonly inheritable: CapChange[] | null;
  readonly ambient: CapChange[] | null;
}

function* applyCaps(cmd: Cmd, plan: CapPlan): Run<void> {
  if (plan.bounding) {
    const bounding = yield* boundingSet(cmd);
    const wanted = changed(bounding, plan.bounding);
    for (const cap of bounding.filter((c) => !wanted.includes(c))) {
      const r = yield* sys("prctl", { option: PR_CAPBSET_DROP, arg: CAPABILITIES.indexOf(cap) });
      yield* orDie(cmd, r, "apply bounding set", PRIVERR);
    }
  }
  if (plan.inheritable) {
    const { effective, permitted, inheritable } = yield* sys("capget", {});
    const next = changed(inheritable, plan.inheritable);
    const r = yield* sys("capset", { effective, permitted, inheritable: next });
    yield* orDie(cmd, r, "apply capabilities", PRIVERR);
  }
  if (plan.ambient) yield* applyAmbient(plan.ambient);
}

/** As libcap-ng does it, without a word where the kernel refuses. */
function* applyAmbient(changes: readonly CapChange[]): Run<void> {
  const { ambient } = yield* sys("capget", {});
  const wanted = changed(ambient, changes);
  for (const cap of CAPABILITIES) {
    if (wanted.includes(cap) === ambient.includes(cap)) continue;
    const how = wanted.includes(cap) ? PR_CAP_AMBIENT_RAISE : PR_CAP_AMBIENT_LOWER;
    yield* sys("prctl", { option: PR_CAP_AMBIENT, arg: how, arg3: CAPABILITIES.indexOf(cap) });
  }
}

/** The bits that setpriv has words for: without no_cap_ambient_raise. */
const SETTABLE = SECUREBITS.slice(0, 3);

/** "+noroot,-no_setuid_fixup" applied to the bits that are set; null where the option was not given. */
function* wantedSecurebits(cmd: Cmd): Run<number | null> {
  const text = cmd.last("securebits");
  if (text === undefined) return null;
  let bits = Number(yield* sys("prctl", { option: PR_GET_SECUREBITS, arg: 0 }));
  for (const item of text.split(",")) {
    const [sign, name] = [item[0], item.slice(1)];
    if (sign !== "+" && sign !== "-") yield* cmd.die(1, "bad securebits string");
    if (name === "all") {
      if (sign === "+") yield* cmd.die(1, "+all securebits is not allowed");
      bits = 0;
      continue;
    }
    const at = SETTABLE.findIndex((bit) => name === bit || name === `${bit}_locked`);
    if (name === "keep_caps") yield* cmd.die(1, "adjusting keep_caps does not make sense");
    if (at < 0) yield* cmd.die(1, "unrecognized securebit");
    const bit = 1 << (at * 2 + (name.endsWith("_locked") ? 1 : 0));
    bits = sign === "+" ? bits | bit : bits & ~bit;
  }
  return bits;
}

/** As --dump shows them. */
function securebitsText(bits: number): string {
  const names = SECUREBITS.flatMap((name, i) => [
    ...((bits >> (i * 2)) & 1 ? [name] : []),
    ...((bits >> (i * 2 + 1)) & 1 ? [`${name}_locked`] : []),
  ]);
  return names.length > 0 ? names.join(",") : "[none]";
}

function* statusLines(cmd: Cmd): Run<ReadonlyMap<string, string>> {
  const text = yield* readFile("/proc/self/status");
  if (failed(text)) return yield* cmd.die(1, "cannot open /proc/self/status", text);
  return new Map(text.split("\n").map((l) => [l.split(":")[0] ?? "", l.slice(l.indexOf(":") + 1).trim()]));
}

const capsOfMask = (mask: string): CapSet => CAPABILITIES.filter((_, i) => (BigInt(`0x${mask}`) >> BigInt(i)) & 1n);

function* boundingSet(cmd: Cmd): Run<CapSet> {
  return capsOfMask((yield* statusLines(cmd)).get("CapBnd") ?? "0");
}

function* dump(cmd: Cmd): Run<number> {
  const status = yield* statusLines(cmd);
  const level = cmd.given.filter((g) => g.name === "dump").length;
  const ids = (name: string) => (status.get(name) ?? "").split(/\s+/);
  const list = (items: readonly string[]) => (items.length > 0 ? items.join(",") : "[none]");
  const caps = (name: string) => list(capsOfMask(status.get(name) ?? "0").map(shortName));
  const [uid, euid, suid] = ids("Uid");
  const [gid, egid, sgid] = ids("Gid");
  const groups = yield* sys("getgroups", {});
  const deathSignal = Number(yield* sys("prctl", { option: PR_GET_PDEATHSIG, arg: 0 }));
  const lines = [
    `uid: ${uid}`,
    `euid: ${euid}`,
    ...(level >= 3 ? [`suid: ${suid}`] : []),
    `gid: ${gid}`,
    `egid: ${egid}`,
    ...(level >= 3 ? [`sgid: ${sgid}`] : []),
    `Supplementary groups: ${list(groups.map(String))}`,
    `no_new_privs: ${status.get("NoNewPrivs") ?? "0"}`,
    ...(level >= 2 ? [`Effective capabilities: ${caps("CapEff")}`, `Permitted capabilities: ${caps("CapPrm")}`] : []),
    `Inheritable capabilities: ${caps("CapInh")}`,
    `Ambient capabilities: ${caps("CapAmb")}`,
    `Capability bounding set: ${caps("CapBnd")}`,
    `Securebits: ${securebitsText(Number(yield* sys("prctl", { option: PR_GET_SECUREBITS, arg: 0 })))}`,
    `Parent death signal: ${deathSignal > 0 ? signalName(deathSignal).toLowerCase() : "[none]"}`,
  ];
  yield* cmd.print(`${lines.join("\n")}\n`);
  return 0;
}
