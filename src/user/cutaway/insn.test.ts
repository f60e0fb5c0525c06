import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

test("popf is silently wrong for a guest kernel in ring 1, and right under VT-x, without a trap in either", () => {
  const ring1 = run("insn popf --way=deprivileged").out;
  expect(ring1).toContain("trapped: no\n");
  expect(ring1).toMatch(/^IF +1 +0 +1\n/m);
  expect(ring1).toContain("verdict: silently wrong\n");
  const vtx = run("insn popf --way=vt-x").out;
  expect(vtx).toContain("trapped: no\n");
  expect(vtx).toMatch(/^IF +1 +0 +0\n/m);
});

test("an ordinary program that executes cli is killed by SIGSEGV, one that adds is not", () => {
  const killed = run("insn cli --way=user; echo $?");
  expect(killed.out).toMatch(/trapped: #GP\(0\)\n139\n$/);
  expect(run("insn add --way=user; echo $?").out).toMatch(/changed: .*eax.*\n0\n$/);
});

test.each([
  ["hlt", "trapped: #GP(0)", "trapped and emulated"],
  ["sgdt", "trapped: no", "leaks"],
  ["lar", "trapped: no", "silently wrong"],
  ["add", "trapped: no", "same as native"],
])("%s in ring 1: %s, %s", (mnemonic, trapped, verdict) => {
  const { out } = run(`insn ${mnemonic} nop --way=deprivileged 2>&1; insn ${mnemonic} mov --way=deprivileged`);
  expect(out).toContain("there is no experiment on 'nop'");
  expect(out).toMatch(new RegExp(`^${mnemonic} .*${trapped.replace(/[()]/g, "\\$&")} +${verdict}$`, "m"));
});

test("not every sensitive instruction of x86 is privileged", { timeout: 30_000 }, () => {
  const { out } = run("insn --theorem");
  expect(out).toMatch(/^not privileged: .*\bpopf\b/m);
  expect(out).toContain("every sensitive instruction is privileged: no\n");
  const listed = run("insn --list").out;
  const names = /^not privileged: (.*)$/m.exec(out)?.[1]?.split(" ") ?? [];
  expect(listed).toContain(`sensitive, but not privileged: ${names.length}\n`);
});

test("a case can be named", () => {
  expect(run("insn mov-cr --case=write-directory").out).toMatch(/^cr3 +0 +0x20000$/m);
  expect(run("insn popf --case=x").err).toContain("cases of popf: interrupts-off");
});
