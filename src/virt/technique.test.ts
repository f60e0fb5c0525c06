import { expect, test } from "vitest";
import { fault } from "../kernel/arch/faults.ts";
import { newLocality } from "../machine/locality.ts";
import type { Op } from "../machine/op.ts";
import type { Profile } from "../machine/price.ts";
import { XEON_2003 } from "../machine/profile-2003.ts";
import { I7_MODERN } from "../machine/profile-modern.ts";
import { type Account, sum } from "./account.ts";
import { bare } from "./bare.ts";
import { binaryTranslation } from "./bt/technique.ts";
import { hardwareAssisted } from "./kvm/technique.ts";
import type { Charge, Ledger } from "./ledger.ts";
import type { Technique } from "./technique.ts";
import { paravirtualization } from "./xen/technique.ts";

/** The ledger of these operations, by a technique that has just begun; `before` runs first and is not counted. */
function ledger(technique: Technique, profile: Profile, ops: Iterable<Op>, before: Iterable<Op> = []): Ledger {
  let charges: Charge[] = [];
  const account: Account = {
    profile,
    locality: newLocality(profile),
    kernel: "guest-kernel",
    charge: (layer, cause, name, { cycles, mark }, count = 1) =>
      charges.push({ layer, cause, name, count, cycles, mark }),
  };
  for (const op of before) technique(op, account);
  charges = [];
  for (const op of ops) technique(op, account);
  return sum(charges);
}

const names = ({ rows }: Ledger, layer = "hypervisor"): string[] =>
  rows.filter((r) => r.layer === layer).map((r) => r.name);
const count = ({ rows }: Ledger, name: string): number => rows.find((r) => r.name === name)?.count ?? 0;
const TECHNIQUES: readonly (readonly [string, () => Technique])[] = [
  ["bare", () => bare],
  ["translation", binaryTranslation],
  ["Xen", () => paravirtualization({ devices: false })],
  ["KVM", () => hardwareAssisted({ ept: true })],
  ["KVM with shadow paging", () => hardwareAssisted({ ept: false })],
];

test.each(TECHNIQUES)("instructions of a program cost the same under %s", (_, make) => {
  expect(ledger(make(), I7_MODERN, [{ op: "user", cycles: 1000 }]).cycles).toBe(1000);
});

test("a system call under KVM costs what it costs on the bare machine", () => {
  const call: Op[] = [{ op: "syscall" }, { op: "sysret" }];
  const under = ledger(hardwareAssisted({ ept: true }), I7_MODERN, call);
  expect(under.cycles).toBe(ledger(bare, I7_MODERN, call).cycles);
});

test("a 32-bit system call does not pass through Xen, a 64-bit one does", () => {
  expect(names(ledger(paravirtualization({ devices: false }), XEON_2003, [{ op: "syscall" }]))).toEqual([]);
  expect(names(ledger(paravirtualization({ devices: false }), I7_MODERN, [{ op: "syscall" }]))).toEqual([
    "system call",
  ]);
});

test("a page fault takes two transitions into Xen: the bounce, and the new entry", () => {
  const paid = ledger(paravirtualization({ devices: false }), XEON_2003, fault(1, 0, "file", 4));
  expect(names(paid)).toEqual(["exception", "update_va_mapping"]);
});

test("2048 entries of a page table go with one hypercall, one more with two", () => {
  const updates = (entries: number) =>
    ledger(paravirtualization({ devices: false }), XEON_2003, [
      { op: "set-pte", space: 1, page: 0, count: entries, live: true },
    ]);
  expect(count(updates(2048), "mmu_update")).toBe(1 + 2048); // the call, and what it carries
  expect(count(updates(2049), "mmu_update")).toBe(2 + 2049);
});

test("a page fault exits under shadow paging, not under nested paging", () => {
  const one = [...fault(1, 0, "file", 4)];
  const touched: Op[] = [{ op: "touch", space: 1, page: 0, bytes: 4, write: false }];
  expect(names(ledger(hardwareAssisted({ ept: true }), I7_MODERN, one, touched))).toEqual([]);
  expect(names(ledger(hardwareAssisted({ ept: false }), I7_MODERN, one, touched))).toEqual([
    "EXCEPTION_NMI true fault",
    "EXCEPTION_NMI page-table write",
    "EXCEPTION_NMI hidden fault",
  ]);
});

test("mov cr3 exits without EPT only", () => {
  const moved: Op[] = [{ op: "mov-cr3", space: 2 }];
  expect(names(ledger(hardwareAssisted({ ept: true }), I7_MODERN, moved))).toEqual([]);
  expect(names(ledger(hardwareAssisted({ ept: false }), I7_MODERN, moved))).toEqual(["CR_ACCESS"]);
});

test("a walk makes 4 references natively, 24 through nested tables", () => {
  const touched: Op[] = [{ op: "touch", space: 1, page: 0, bytes: 4, write: false }];
  expect(count(ledger(bare, I7_MODERN, touched), "page walk")).toBe(4);
  expect(count(ledger(hardwareAssisted({ ept: true }), I7_MODERN, touched), "page walk")).toBe(24);
});

test("a routine is translated once, however often it runs", () => {
  const routine: Op = { op: "kernel", routine: "sys_getppid", cycles: 40, calls: 1 };
  const paid = ledger(binaryTranslation(), XEON_2003, [routine, routine, routine]);
  expect(count(paid, "translate")).toBe(1);
  expect(count(paid, "call and return")).toBe(3);
});

test("interrupts off and on again cost less under translation than on the bare machine", () => {
  const section: Op[] = [{ op: "irqsave" }];
  const bareCost = ledger(bare, XEON_2003, section).cycles;
  expect(ledger(binaryTranslation(), XEON_2003, section).cycles).toBeLessThan(bareCost);
});

test("a page that is read again is in the TLB, until cr3 is written", () => {
  const touched: Op = { op: "touch", space: 1, page: 0, bytes: 4, write: false };
  expect(count(ledger(bare, I7_MODERN, [touched, touched]), "page walk")).toBe(4);
  expect(count(ledger(bare, I7_MODERN, [touched, { op: "mov-cr3", space: 1 }, touched]), "page walk")).toBe(8);
});

test("sixteen processes with 16 kB each lose some of it, though the cache has room for all", () => {
  const round: Op[] = Array.from({ length: 16 }, (_, space) =>
    Array.from({ length: 6 }, (_, i) => ({ op: "touch", space, page: 20_000 + i, bytes: 4096, write: false }) as const),
  ).flat();
  const lines = count(ledger(bare, XEON_2003, round, round), "cache miss");
  expect(lines).toBeGreaterThan(0.1 * 16 * 6 * 32);
  expect(lines).toBeLessThan(0.5 * 16 * 6 * 32);
});
