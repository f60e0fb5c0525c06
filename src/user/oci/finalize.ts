// The last steps before a process of a container becomes its program: it gives away what it may not keep.
// finalizeNamespace(), libcontainer/init_linux.go of runc

import { CAPABILITIES, type Capability, type CapSet } from "../../kernel/abi/capability.ts";
import { EACCES, EISDIR, ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import {
  PR_CAP_AMBIENT,
  PR_CAP_AMBIENT_CLEAR_ALL,
  PR_CAP_AMBIENT_RAISE,
  PR_CAPBSET_DROP,
  PR_SET_KEEPCAPS,
} from "../../kernel/sys/task.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { type Run, sys } from "../program.ts";
import { errnoText, Failure, orFail } from "./failure.ts";
import type { ProcessConfig } from "./init-config.ts";
import type { CapabilitiesSpec } from "./spec.ts";

/** Changes user and capabilities. Returns the environment, to which HOME may have been added. */
export function* finalizeProcess(c: ProcessConfig): Run<readonly string[]> {
  // Before the user changes, for he may have no right to go there; "not there" is told later.
  const early = yield* sys("chdir", { path: c.cwd });
  const sets = setsOf(c.capabilities ?? {});
  if (c.capabilities) yield* dropBounding(sets.bounding);
  yield* sys("prctl", { option: PR_SET_KEEPCAPS, arg: 1 });
  const home = yield* becomeUser(c);
  if (failed(early))
    orFail(yield* sys("chdir", { path: c.cwd }), `chdir to cwd ("${c.cwd}") set in config.json failed`);
  yield* sys("prctl", { option: PR_SET_KEEPCAPS, arg: 0 });
  if (c.capabilities) yield* applyCaps(sets);
  return c.env.some((e) => e.startsWith("HOME=")) ? c.env : [...c.env, `HOME=${home}`];
}

type Sets = Readonly<Record<"bounding" | "effective" | "inheritable" | "permitted" | "ambient", CapSet>>;

function setsOf(spec: CapabilitiesSpec): Sets {
  const known = (names: readonly string[] = []): CapSet =>
    CAPABILITIES.filter((c) => names.includes(c)) as readonly Capability[];
  return {
    bounding: known(spec.bounding),
    effective: known(spec.effective),
    inheritable: known(spec.inheritable),
    permitted: known(spec.permitted),
    ambient: known(spec.ambient),
  };
}

export function unknownCaps(sets: CapabilitiesSpec = {}): string[] {
  const named = new Set(Object.values(sets).flat());
  return [...named].filter((name) => !(CAPABILITIES as readonly string[]).includes(name)).sort();
}

function* dropBounding(keep: CapSet): Run<void> {
  const has = (yield* sys("capget", {})).bounding;
  for (const [i, cap] of CAPABILITIES.entries()) {
    if (keep.includes(cap) || !has.includes(cap)) continue;
    const r = yield* sys("prctl", { option: PR_CAPBSET_DROP, arg: i });
    if (failed(r)) throw new Failure(`unable to apply bounding set: ${errnoText(r as Errno)}`);
  }
}

function* applyCaps({ effective, permitted, inheritable, ambient }: Sets): Run<void> {
  const r = yield* sys("capset", { effective, permitted, inheritable });
  if (failed(r)) throw new Failure(`unable to apply caps: ${errnoText(r)}`);
  yield* sys("prctl", { option: PR_CAP_AMBIENT, arg: PR_CAP_AMBIENT_CLEAR_ALL });
  // What is not inheritable cannot be ambient; runc does not mind.
  for (const cap of ambient) {
    yield* sys("prctl", { option: PR_CAP_AMBIENT, arg: PR_CAP_AMBIENT_RAISE, arg3: CAPABILITIES.indexOf(cap) });
  }
}

/** setupUser(): groups first, for afterwards nobody may change them. Returns the home directory. */
function* becomeUser({ user }: ProcessConfig): Run<string> {
  const account = (yield* readUsers()).find((u) => u.uid === user.uid);
  const member = account ? (yield* readGroups()).filter((g) => g.members.includes(account.name)) : [];
  for (const fd of [0, 1, 2]) yield* giveStdio(fd, user.uid);
  const groups = [...member.map((g) => g.gid), ...(user.additionalGids ?? [])];
  const r = yield* sys("setgroups", { groups });
  if (failed(r)) throw new Failure(`unable to setup user: setgroups: ${errnoText(r)}`);
  const g = yield* sys("setgid", { gid: user.gid });
  if (failed(g)) throw new Failure(`unable to setup user: setgid: ${errnoText(g)}`);
  const u = yield* sys("setuid", { uid: user.uid });
  if (failed(u)) throw new Failure(`unable to setup user: setuid: ${errnoText(u)}`);
  return account?.home || "/";
}

/** "make sure that the processes STDIO is correctly owned by the user": fixStdioPermissions() */
function* giveStdio(fd: number, uid: number): Run<void> {
  const st = yield* sys("fstat", { fd });
  if (failed(st) || st.uid === uid) return;
  if (st.rdev.major === 1 && st.rdev.minor === 3) return;
  yield* sys("fchown", { fd, owner: uid, group: -1 });
}

/** exec.LookPath(): the file that a command names, or Go's sentence about it. */
export function* lookPath(name: string, env: readonly string[]): Run<string> {
  const fail = (text: string): never => {
    throw new Failure(`exec: "${name}": ${text}`);
  };
  if (name.includes("/")) {
    const e = yield* notExecutable(name);
    if (!failed(e)) return name;
    return fail(e === ENOENT ? `stat ${name}: ${errnoText(e)}` : errnoText(e));
  }
  const path = env.findLast((e) => e.startsWith("PATH="))?.slice(5) ?? "";
  for (const dir of path.split(":")) {
    const file = `${dir === "" ? "." : dir}/${name}`;
    if ((yield* notExecutable(file)) === 0) return file;
  }
  return fail("executable file not found in $PATH");
}

function* notExecutable(path: string): Run<0 | Errno> {
  const st = yield* sys("stat", { path });
  if (failed(st)) return st;
  if ((st.mode & S_IFMT) === S_IFDIR) return EISDIR;
  return failed(yield* sys("access", { path, mode: 1 })) || (st.mode & 0o111) === 0 ? EACCES : 0;
}
