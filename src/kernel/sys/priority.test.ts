import { expect, test } from "vitest";
import { EACCES, EPERM, ESRCH } from "../abi/errno.ts";
import { Bench } from "../fs/testbench.ts";

test("an ordinary user may give way, but not push forward again", () => {
  const b = new Bench();
  b.spawn({ uid: 1000 });
  expect(b.call("setpriority", { pid: 0, nice: 5 })).toBe(0);
  expect(b.call("setpriority", { pid: 0, nice: 4 })).toBe(EACCES);
  expect(b.call("setpriority", { pid: 1, nice: 10 })).toBe(EPERM);
});

test("of a user's processes the most favoured one counts, and all are changed", () => {
  const b = new Bench();
  const user = { which: "user", pid: 1000 } as const;
  b.spawn({ uid: 1000 });
  b.ok("setpriority", { pid: 0, nice: 7 });
  b.spawn({ uid: 1000 });
  b.ok("setpriority", { pid: 0, nice: 12 });
  expect(b.call("getpriority", user)).toEqual({ nice: 7 });
  b.as(1).ok("setpriority", { ...user, nice: -3 });
  expect([1, 2, 3].map((pid) => b.call("getpriority", { pid }))).toEqual([{ nice: 0 }, { nice: -3 }, { nice: -3 }]);
  expect(b.call("getpriority", { which: "user", pid: 4242 })).toBe(ESRCH);
});
