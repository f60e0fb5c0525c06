import { expect, test } from "vitest";
import type { Op } from "../../machine/op.ts";
import { exitOf, FIRST_VMX, kvmControls, MODERN_VMX } from "./controls.ts";
import { EXIT_REASONS, type ExitReason, exitNumber } from "./exit-reason.ts";

const MODERN = kvmControls(MODERN_VMX);
const FIRST = kvmControls(FIRST_VMX);
const cr3: Op = { op: "mov-cr3", space: 1 };
const invlpg: Op = { op: "invlpg", space: 1, page: 1 };
const pageFault: Op = { op: "exception", vector: 14 };
const register = { device: "ide", register: "status" };

test.each<Op>([
  cr3,
  invlpg,
  pageFault,
  { op: "cli" },
  { op: "sti" },
  { op: "irqsave" },
  { op: "iret" },
  { op: "syscall" },
  { op: "sysret" },
  { op: "rdtsc" },
  { op: "clts" },
  { op: "load-stack" },
  { op: "exception", vector: 0 },
  { op: "set-pte", space: 1, page: 1, count: 1, live: true },
])("with EPT $op runs in the guest", (op) => {
  expect(exitOf(MODERN, op)).toBeNull();
});

test.each<[Op, ExitReason]>([
  [cr3, "CR_ACCESS"],
  [invlpg, "INVLPG"],
  [pageFault, "EXCEPTION_NMI"],
  [{ op: "eoi" }, "EXCEPTION_NMI"],
  [{ op: "mmio-read", ...register }, "EXCEPTION_NMI"],
])("the first generation, without EPT, exits for $op", (op, reason) => {
  expect(exitOf(FIRST, op)).toBe(reason);
});

test.each<[Op, ExitReason]>([
  [{ op: "cpuid" }, "CPUID"],
  [{ op: "hlt" }, "HLT"],
  [{ op: "port-in", ...register }, "IO_INSTRUCTION"],
  [{ op: "wrmsr" }, "MSR_WRITE"],
  [{ op: "interrupt", source: "timer" }, "EXTERNAL_INTERRUPT"],
])("both generations exit for $op", (op, reason) => {
  expect([exitOf(MODERN, op), exitOf(FIRST, op)]).toEqual([reason, reason]);
});

test.each<Op>([
  { op: "syscall" },
  { op: "sysret" },
  { op: "clts" },
  { op: "cli" },
  { op: "iret" },
  { op: "exception", vector: 0 },
])("even the first VT-x ran $op without an exit", (op) => {
  expect(exitOf(FIRST, op)).toBeNull();
});

test("device memory exits as a misconfiguration of EPT", () => {
  expect(exitOf(MODERN, { op: "mmio-write", ...register })).toBe("EPT_MISCONFIG");
});

test("the end of an interrupt exits, unless the processor delivers virtual interrupts", () => {
  expect(exitOf(MODERN, { op: "eoi" })).toBe("APIC_ACCESS");
  expect(exitOf(kvmControls({ ...MODERN_VMX, apicv: true }), { op: "eoi" })).toBeNull();
});

test("exit reasons have the SDM's numbers, each once", () => {
  expect([exitNumber("CPUID"), exitNumber("HLT"), exitNumber("EPT_VIOLATION")]).toEqual([10, 12, 48]);
  expect(new Set(EXIT_REASONS.map(({ number }) => number)).size).toBe(EXIT_REASONS.length);
  expect(() => exitNumber("NONSENSE" as ExitReason)).toThrow("no exit reason NONSENSE");
});
