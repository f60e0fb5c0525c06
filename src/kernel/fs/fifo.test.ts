import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import type { Pid } from "../task/task.ts";
import { isBlock } from "../tx.ts";
import { Bench } from "./testbench.ts";

const READER = 1 as Pid;
const PATH = "/p";

function setUp(): { b: Bench; writer: Pid } {
  const b = new Bench();
  b.ok("mknod", { path: PATH, mode: F.S_IFIFO | 0o644, major: 0, minor: 0 });
  const writer = b.spawn();
  return { b: b.as(READER), writer };
}

/** Puts the current task to sleep as the runner does, and says that its next call is a second try. */
function sleep(b: Bench, r: unknown): void {
  if (!isBlock(r)) throw new Error(`the call did not block: ${JSON.stringify(r)}`);
  const pid = b.pid;
  b.tx.emit({ type: "task.chosen", pid });
  b.tx.emit({ type: "task.slept", pid, channel: r.block, call: "openat", ran: 0 });
}

test("a reader waits for a writer, and both go on", () => {
  const { b, writer } = setUp();
  sleep(b, b.call("openat", { path: PATH, flags: F.O_RDONLY }));
  const out = b.as(writer).ok("openat", { path: PATH, flags: F.O_WRONLY });
  expect(b.tx.task(READER).state).toBe("runnable");
  b.ok("write", { fd: out, data: "hello" });
  b.tx.since = 0;
  const fd = b.as(READER).ok("openat", { path: PATH, flags: F.O_RDONLY });
  b.tx.since = null;
  expect(b.ok("read", { fd, count: 10 })).toBe("hello");
  b.as(writer).ok("close", { fd: out });
  expect(b.as(READER).ok("read", { fd, count: 10 })).toBe("");
});

test("what the writer wrote is there even if it is gone before the reader runs again", () => {
  const { b, writer } = setUp();
  sleep(b, b.call("openat", { path: PATH, flags: F.O_RDONLY }));
  const out = b.as(writer).ok("openat", { path: PATH, flags: F.O_WRONLY });
  b.ok("write", { fd: out, data: "left behind" });
  b.ok("close", { fd: out });
  b.tx.since = 0;
  const fd = b.as(READER).ok("openat", { path: PATH, flags: F.O_RDONLY });
  b.tx.since = null;
  expect(b.ok("read", { fd, count: 100 })).toBe("left behind");
  expect(b.ok("read", { fd, count: 100 })).toBe("");
  b.ok("close", { fd });
  expect(b.tx.k.pipes.size).toBe(0);
});

test("without waiting a reader opens at once, a writer gets ENXIO", () => {
  const { b } = setUp();
  expect(b.call("openat", { path: PATH, flags: F.O_WRONLY | F.O_NONBLOCK })).toBe(E.ENXIO);
  expect(b.call("openat", { path: PATH, flags: F.O_RDONLY | F.O_NONBLOCK })).toBe(0);
  expect(b.call("openat", { path: PATH, flags: F.O_WRONLY | F.O_NONBLOCK })).toBe(1);
});
