// seccomp(2): what a process may still ask of the kernel.
//
//   system call ──> each filter, the newest first ──> the strictest verdict ──> the call, an error, a signal, the end
//
// Real filters are small BPF programs that see the call's number and arguments; here a filter is the list of rules that
// libseccomp compiles them from. It can see numbers, never what a pointer leads to. A filter cannot be taken away again,
// and passes on over fork and exec.

import { ENOSYS, type Errno } from "../abi/errno.ts";
import { AT_FDCWD } from "../abi/flags.ts";
import { SIGCHLD } from "../abi/signal.ts";
import { nativeNames } from "../abi/syscall.ts";

/** SECCOMP_RET_*, the strictest first: "the … action value with the highest precedence" - seccomp(2) */
export const SECCOMP_ACTIONS = ["kill-process", "kill-thread", "trap", "errno", "trace", "log", "allow"] as const;

export type Verdict =
  | { readonly action: Exclude<(typeof SECCOMP_ACTIONS)[number], "errno"> }
  /** The call is not made and fails with this; 0: it is not made and says that it was. */
  | { readonly action: "errno"; readonly error: Errno | 0 };

export interface ArgCondition {
  /** 0 to 5. */
  readonly index: number;
  /** "&": (argument & value) === other */
  readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=" | "&";
  readonly value: number;
  readonly other?: number;
}

export interface SeccompRule {
  readonly calls: readonly string[];
  readonly verdict: Verdict;
  /** All must hold. */
  readonly args?: readonly ArgCondition[];
}

export interface SeccompFilter {
  readonly otherwise: Verdict;
  /** The first that fits decides. */
  readonly rules: readonly SeccompRule[];
}

/** Mode 1 leaves read, write and exit; mode 2 what its filters leave, the newest first. */
export type Seccomp = { readonly mode: 1 } | { readonly mode: 2; readonly filters: readonly SeccompFilter[] };

const STRICT: ReadonlySet<string> = new Set(["read", "write"]); // and exit(2), but not the exit_group(2) that libc makes

/** What becomes of a call. In mode 1 a forbidden one ends with SIGKILL, which "kill-thread" stands for there. */
export function judge(seccomp: Seccomp, call: string, args: object): Verdict {
  if (seccomp.mode === 1) return { action: STRICT.has(call) ? "allow" : "kill-thread" };
  let strictest: Verdict = { action: "allow" };
  const rank = (v: Verdict) => SECCOMP_ACTIONS.indexOf(v.action);
  for (const filter of [...seccomp.filters].reverse()) {
    const verdict = ask(filter, call, args);
    // Of two equally strict ones the newer counts: seccomp_run_filters(), kernel/seccomp.c
    if (rank(verdict) <= rank(strictest)) strictest = verdict;
  }
  // "SECCOMP_RET_TRACE: … If there is no tracer … the system call is not executed and … returns … ENOSYS"
  return strictest.action === "trace" ? { action: "errno", error: ENOSYS } : strictest;
}

function ask({ rules, otherwise }: SeccompFilter, call: string, args: object): Verdict {
  const names = nativeNames(call);
  const fits = ({ calls, args: conditions = [] }: SeccompRule) =>
    calls.some((name) => names.includes(name)) && conditions.every((c) => holds(c, argument(call, args, c.index)));
  return rules.find(fits)?.verdict ?? otherwise;
}

// Where the numbers among the arguments stand; "" for pointers, and for what the model leaves out.
const ORDER: Readonly<Record<string, readonly string[]>> = {
  chmod: ["", "mode"],
  chown: ["", "owner", "group"],
  clone: ["flags"],
  close: ["fd"],
  dup: ["fd"],
  dup2: ["fd", "newfd"],
  dup3: ["fd", "newfd", "flags"],
  exit_group: ["status"],
  fchmod: ["fd", "mode"],
  fchown: ["fd", "owner", "group"],
  fcntl: ["fd", "cmd", "arg"],
  ftruncate: ["fd", "length"],
  ioctl: ["fd", "request", "arg"],
  kill: ["pid", "sig"],
  lchown: ["", "owner", "group"],
  lseek: ["fd", "offset", "whence"],
  mkdir: ["", "mode"],
  mount: ["", "", "", "flags"],
  openat: ["dirfd", "", "flags", "mode"],
  prctl: ["option", "arg", "arg3"],
  prlimit64: ["pid", "resource"],
  read: ["fd", "", "count"],
  seccomp: ["op", "flags"],
  setgid: ["gid"],
  setns: ["fd", "nstype"],
  setresgid: ["rgid", "egid", "sgid"],
  setresuid: ["ruid", "euid", "suid"],
  setuid: ["uid"],
  socket: ["domain", "type", "protocol"],
  umount2: ["", "flags"],
  unshare: ["flags"],
  write: ["fd"],
};

/** An argument as the 64 bits of its register; null where it is no number. */
function argument(call: string, args: object, index: number): bigint | null {
  const name = ORDER[call]?.[index];
  if (!name) return null;
  const given = (args as Readonly<Record<string, unknown>>)[name] ?? (name === "dirfd" ? AT_FDCWD : 0);
  if (typeof given !== "number") return null;
  return word(call === "clone" ? given | SIGCHLD : given); // what a child's end sends stands in the flags' low byte
}

const word = (n: number): bigint => BigInt.asUintN(64, BigInt(n));

function holds({ op, value, other = 0 }: ArgCondition, given: bigint | null): boolean {
  if (given === null) return false;
  const v = word(value);
  switch (op) {
    case "==":
      return given === v;
    case "!=":
      return given !== v;
    case "<":
      return given < v;
    case "<=":
      return given <= v;
    case ">":
      return given > v;
    case ">=":
      return given >= v;
    case "&":
      return (given & v) === word(other);
    default:
      return op satisfies never;
  }
}
