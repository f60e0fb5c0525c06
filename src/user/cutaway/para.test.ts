import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const printed = (script: string): readonly string[] => run(script).out.trimEnd().split("\n");

test.each([
  [1, 2048, 2048],
  [8, 2048, 256],
  [2048, 2048, 1],
  [32, 100, 4],
])("%i entries to a hypercall: %i entries take %i", (batch, entries, hypercalls) => {
  expect(printed(`pvmmu --batch=${batch} ${entries}`)).toEqual([
    `entries checked:   ${entries}`,
    `hypercalls:        ${hypercalls}`,
    `entries into Xen:  ${hypercalls}`,
  ]);
});

test.each([
  ["its own data", "--map=data", "mmu_update: 0"],
  ["its own page table", "--map=table", "mmu_update: EINVAL (type-in-use)"],
  ["a neighbour's page", "--map=neighbour", "mmu_update: EINVAL (not-its-own-frame)"],
  ["a page of Xen's", "--map=xen", "mmu_update: EINVAL (not-its-own-frame)"],
  ["its own page table, read-only", "--map=table --read-only", "mmu_update: 0"],
  ["a page table without asking", "--store", "store: page fault"],
])("a para-virtual guest that wants to write %s: %s", (_, option, line) => {
  expect(printed(`pvmmu ${option}`)).toEqual([line]);
});

test("to mask events is a store; only who unmasks too late makes a hypercall", () => {
  const [, mask, event, unmask] = printed("pvevents mask event unmask");
  expect([mask, event, unmask].map((line) => line?.split(/ +/))).toEqual([
    ["mask", "1", "0", "0", "-"],
    ["event", "1", "1", "0", "-"],
    ["unmask", "0", "0", "1", "runs"],
  ]);
  expect(printed("pvevents event")[1]).toMatch(/^event .*runs$/);
});

test("a 32-bit system call goes past Xen, a page fault does not, and 64-bit calls enter it twice", () => {
  expect(run("trappath xen-32 syscall").out).not.toContain("ring 0");
  expect(run("trappath xen-32 page-fault").out).toMatch(/^ring 0 +xen\.saving-cr2$/m);
  const way = printed("trappath xen-64 syscall");
  expect(way.filter((line) => line.startsWith("ring 3"))).toHaveLength(3);
});

test.each([
  ["vmmtype hosted binary-translation", "yes  VMware Workstation (1999)", "page tables: shadow"],
  ["vmmtype on-hardware para --ported", "yes  Xen (2003)", "page tables: direct"],
  ["vmmtype in-kernel hardware --machine=modern", "yes  KVM", "page tables: two-dimensional"],
  ["vmmtype on-hardware trap-and-emulate --machine=mainframe", "yes  VM/370", "page tables: shadow"],
])("%s: %s, %s", (command, ...lines) => {
  expect(printed(command)).toEqual(lines);
});

test.each([
  ["vmmtype on-hardware para", "no  guest kernel not ported"],
  ["vmmtype in-kernel hardware", "no  no VT-x"],
  ["vmmtype hosted trap-and-emulate", "no  some instructions do not trap"],
])("%s: %s", (command, line) => {
  expect(printed(command)).toEqual([line]);
});

test.each(["pvmmu 0", "pvmmu --batch=4096 1", "pvevents", "pvevents sti", "vmmtype here para", "vmmtype hosted"])(
  "%s is a usage error",
  (command) => {
    const { out, status } = run(command);
    expect([out, status]).toEqual(["", 2]);
  },
);
