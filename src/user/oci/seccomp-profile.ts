// A seccomp profile of config.json, in the words of libseccomp, as a filter of the kernel.

import { EPERM, type Errno } from "../../kernel/abi/errno.ts";
import type { ArgCondition, SeccompFilter, Verdict } from "../../kernel/security/seccomp.ts";
import { Failure } from "./failure.ts";
import type { SeccompSpec } from "./spec.ts";

const ACTION: Readonly<Record<string, (error: Errno) => Verdict>> = {
  SCMP_ACT_KILL: () => ({ action: "kill-thread" }),
  SCMP_ACT_KILL_THREAD: () => ({ action: "kill-thread" }),
  SCMP_ACT_KILL_PROCESS: () => ({ action: "kill-process" }),
  SCMP_ACT_TRAP: () => ({ action: "trap" }),
  SCMP_ACT_ERRNO: (error) => ({ action: "errno", error }),
  SCMP_ACT_TRACE: () => ({ action: "trace" }),
  SCMP_ACT_LOG: () => ({ action: "log" }),
  SCMP_ACT_ALLOW: () => ({ action: "allow" }),
};

const OPERATOR: Readonly<Record<string, ArgCondition["op"]>> = {
  SCMP_CMP_NE: "!=",
  SCMP_CMP_LT: "<",
  SCMP_CMP_LE: "<=",
  SCMP_CMP_EQ: "==",
  SCMP_CMP_GE: ">=",
  SCMP_CMP_GT: ">",
  SCMP_CMP_MASKED_EQ: "&",
};

function verdictOf(action: string, errno: number | undefined): Verdict {
  const make = ACTION[action];
  if (!make) throw new Failure(`string ${action} is not a valid action for seccomp`);
  return make((errno === undefined ? EPERM : -errno) as Errno);
}

/** Rules that do what happens anyway are left out, as libcontainer/seccomp does: then only exceptions are asked for. */
export function filterOf(profile: SeccompSpec | undefined): SeccompFilter | null {
  if (!profile) return null;
  const otherwise = verdictOf(profile.defaultAction, profile.defaultErrnoRet);
  const rules = (profile.syscalls ?? []).map(({ names, action, errnoRet, args = [] }) => ({
    calls: names,
    verdict: verdictOf(action, errnoRet),
    args: args.map(({ index, value, valueTwo, op }): ArgCondition => {
      const operator = OPERATOR[op];
      if (!operator) throw new Failure(`string ${op} is not a valid operator for seccomp`);
      return { index, op: operator, value, ...(valueTwo === undefined ? {} : { other: valueTwo }) };
    }),
  }));
  return { otherwise, rules };
}
