import { expect, test } from "vitest";
import { ENOENT, ENOSYS, EPERM } from "../abi/errno.ts";
import { CLONE_NEWNS, CLONE_NEWUTS } from "../abi/flags.ts";
import { nativeNumber } from "../abi/syscall.ts";
import { CALLS } from "../sys/table.ts";
import { judge, type Seccomp, type SeccompFilter, type Verdict } from "./seccomp.ts";

const deny = (call: string, verdict: Verdict): SeccompFilter => ({
  rules: [{ calls: [call], verdict }],
  otherwise: { action: "allow" },
});
const error = (e: typeof EPERM): Verdict => ({ action: "errno", error: e });
const filters = (...newestFirst: SeccompFilter[]): Seccomp => ({ mode: 2, filters: newestFirst });

test("the strictest of several filters decides, whichever came first", () => {
  const kill = deny("mkdir", { action: "kill-process" });
  const allow = deny("mkdir", { action: "allow" });
  expect(judge(filters(allow, kill), "mkdir", {}).action).toBe("kill-process");
  expect(judge(filters(kill, allow), "mkdir", {}).action).toBe("kill-process");
});

test("of two errors that of the newer filter is returned", () => {
  const [old, fresh] = [deny("mkdir", error(EPERM)), deny("mkdir", error(ENOENT))];
  expect(judge(filters(fresh, old), "mkdir", {})).toEqual(error(ENOENT));
});

test("without a tracer, TRACE is ENOSYS", () => {
  expect(judge(filters(deny("mkdir", { action: "trace" })), "mkdir", {})).toEqual(error(ENOSYS));
});

test("a masked condition looks at single flags, as Docker's rule for clone does", () => {
  const filter: SeccompFilter = {
    rules: [
      { calls: ["clone"], verdict: { action: "allow" }, args: [{ index: 0, op: "&", value: 0x7e020000, other: 0 }] },
    ],
    otherwise: error(EPERM),
  };
  expect(judge(filters(filter), "clone", { flags: 0 }).action).toBe("allow");
  expect(judge(filters(filter), "clone", { flags: CLONE_NEWNS | CLONE_NEWUTS })).toEqual(error(EPERM));
});

test("a rule for unlinkat holds for what rm does, whose call the model names unlink", () => {
  expect(judge(filters(deny("unlinkat", error(EPERM))), "unlink", {})).toEqual(error(EPERM));
});

test("strict mode leaves read and write", () => {
  expect(judge({ mode: 1 }, "write", {}).action).toBe("allow");
  expect(judge({ mode: 1 }, "exit_group", {}).action).toBe("kill-thread");
});

test.each(Object.keys(CALLS))("%s has a number on x86-64", (call) => {
  expect(nativeNumber(call)).toBeGreaterThanOrEqual(0);
});
