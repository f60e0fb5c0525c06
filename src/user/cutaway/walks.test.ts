import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const printed = (script: string): readonly string[] => run(script).out.trimEnd().split("\n");

test.each([
  ["a plain machine reads one entry for each level", "", "references: 4"],
  ["a large page saves a plain machine one reference", "--large=guest", "references: 3"],
  ["extended page tables multiply", "--nested", "references: 24 (guest 4, EPT 20)"],
  ["large pages on both sides save a guest nine", "--nested --large=both", "references: 15 (guest 3, EPT 12)"],
  ["a shadow is walked like the tables of a plain machine", "--shadow", "references: 4"],
])("%s", (_, options, sum) => {
  const lines = printed(`ptwalk ${options}`);
  expect(lines.at(-1)).toBe(sum);
  expect(lines).toHaveLength(Number(/\d+/.exec(sum)?.[0]) + 2);
});

test("a new page leaves a shadowed guest three times, and a nested one not at all", () => {
  expect(printed("ptwalk -s -p 5").map((line) => line.trim().split(/ +/).at(-1))).toEqual(["15", "5", "5", "5"]);
  expect(printed("ptwalk -n -p 5")[0]).toBe("exits: 0");
});

test("a guest takes from its host what it has touched, not what it was promised", () => {
  expect(printed("ptwalk --first-touch")).toEqual([
    "EPT violations:         5",
    "promised to the guest:  16384 KiB",
    "taken from the host:    20 KiB",
  ]);
});

test.each([
  ["vmexits syscall", "syscall  no exit"],
  ["vmexits --first syscall", "syscall  no exit"],
  ["vmexits page-fault", "page-fault  no exit"],
  ["vmexits --first page-fault", "page-fault  exit 0  EXCEPTION_NMI  KVM"],
  ["vmexits set-pte", "set-pte  no exit"],
  ["vmexits --first set-pte", "set-pte  exit 0  EXCEPTION_NMI  KVM"],
  ["vmexits port-out", "port-out  exit 30  IO_INSTRUCTION  QEMU"],
])("%s: %s", (command, line) => {
  expect(printed(command)).toEqual([line]);
});

test("what exits ends where it began; what does not, never leaves", () => {
  const way = printed("trappath kvm cpuid");
  expect(way[0]).toBe(way.at(-1));
  expect(way).toContain("processor    vm-exit");
  expect(printed("trappath kvm syscall")).toEqual(["guest  non-root"]);
});

test.each([
  "ptwalk -p 0",
  "ptwalk --large=all",
  "ptwalk -g 2 -l guest",
  "vmexits nonsense",
  "trappath kvm",
  "trappath",
])("%s is a usage error", (command) => {
  const { out, err, status } = run(command);
  expect([out, status]).toEqual(["", 2]);
  expect(err).toContain(`Try '${command.split(" ")[0]} --help'`);
});

test("--help says that Debian has no such tool", () => {
  for (const name of ["ptwalk", "vmexits", "trappath"]) expect(run(`${name} --help`).out).toContain("not of Debian");
});
