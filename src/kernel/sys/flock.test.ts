import { expect, test } from "vitest";
import { E2BIG, EAGAIN, EINVAL } from "../abi/errno.ts";
import { LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN, O_CREAT, O_RDONLY } from "../abi/flags.ts";
import { Bench } from "../fs/testbench.ts";

const open = (b: Bench): number => b.ok("openat", { path: "/f", flags: O_RDONLY | O_CREAT, mode: 0o644 }) as number;

test("an exclusive lock keeps out every other open file, a shared lock only exclusive ones", () => {
  const b = new Bench();
  const [first, second] = [open(b), open(b)];
  expect(b.call("flock", { fd: first, operation: LOCK_SH })).toBe(0);
  expect(b.call("flock", { fd: second, operation: LOCK_SH | LOCK_NB })).toBe(0);
  expect(b.call("flock", { fd: first, operation: LOCK_EX | LOCK_NB })).toBe(EAGAIN);
  expect(b.call("flock", { fd: second, operation: LOCK_UN })).toBe(0);
  expect(b.call("flock", { fd: first, operation: LOCK_EX | LOCK_NB })).toBe(0);
  expect(b.call("flock", { fd: second, operation: LOCK_SH | LOCK_NB })).toBe(EAGAIN);
  expect(b.call("flock", { fd: second, operation: LOCK_SH })).toMatchObject({ block: expect.any(String) });
});

test("a lock belongs to the open file: a duplicate holds it too, and the last close lets it go", () => {
  const b = new Bench();
  const [first, second] = [open(b), open(b)];
  b.ok("flock", { fd: first, operation: LOCK_EX });
  const copy = b.ok("dup", { fd: first }) as number;
  expect(b.call("flock", { fd: copy, operation: LOCK_EX | LOCK_NB })).toBe(0);
  b.ok("close", { fd: first });
  expect(b.call("flock", { fd: second, operation: LOCK_EX | LOCK_NB })).toBe(EAGAIN);
  b.ok("close", { fd: copy });
  expect(b.call("flock", { fd: second, operation: LOCK_EX | LOCK_NB })).toBe(0);
});

test("an operation is one of three", () => {
  const b = new Bench();
  expect(b.call("flock", { fd: open(b), operation: LOCK_SH | LOCK_EX })).toBe(EINVAL);
});

test("one argument of execve is at most 32 pages long, its NUL included", () => {
  const b = new Bench();
  const argument = (length: number) => ({ path: "/nosuch", argv: ["x", "a".repeat(length)], env: [] });
  expect(b.call("execve", argument(131_072))).toBe(E2BIG);
  expect(b.call("execve", argument(131_071))).not.toBe(E2BIG);
});
