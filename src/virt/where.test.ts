import { expect, test } from "vitest";
import type { How, Where } from "../kernel/machine/board.ts";
import { type Circumstances, combination, HOW, WHERE } from "./where.ts";

/** A 32-bit PC of 2003: no VT-x, and a guest that nobody has ported. */
const PC_2003: Circumstances = {
  sensitiveTraps: false,
  cpuHasVmx: false,
  cpuHasEpt: false,
  guestKernelPorted: false,
  longMode: false,
  segmentLimits: false,
};
const MODERN: Circumstances = { ...PC_2003, cpuHasVmx: true, cpuHasEpt: true, longMode: true };
const MAINFRAME: Circumstances = { ...PC_2003, sensitiveTraps: true };

test.each<[string, Where, How, Circumstances, string | null, string]>([
  ["VMware on a PC of its day", "hosted", "binary-translation", PC_2003, "VMware Workstation (1999)", "shadow"],
  [
    "ESX, the same technique on the hardware",
    "on-hardware",
    "binary-translation",
    PC_2003,
    "VMware ESX Server",
    "shadow",
  ],
  ["Xen with a ported guest", "on-hardware", "para", { ...PC_2003, guestKernelPorted: true }, "Xen (2003)", "direct"],
  [
    "Xen with a ported 64-bit guest",
    "on-hardware",
    "para",
    { ...MODERN, guestKernelPorted: true },
    "Xen, 64-bit PV",
    "direct",
  ],
  [
    "a kernel ported to the system calls of another",
    "hosted",
    "para",
    { ...PC_2003, guestKernelPorted: true },
    "User-mode Linux",
    "mmap",
  ],
  ["KVM today", "in-kernel", "hardware", MODERN, "KVM", "two-dimensional"],
  ["KVM in 2007", "in-kernel", "hardware", { ...MODERN, cpuHasEpt: false }, "KVM (Linux 2.6.20)", "shadow"],
  ["the mainframe", "on-hardware", "trap-and-emulate", MAINFRAME, "VM/370", "shadow"],
  ["a machine without any of it", "none", "none", MODERN, null, "none"],
])("%s: %s and %s", (_, where, how, circumstances, example, memory) => {
  expect(combination(where, how, circumstances)).toEqual({ ok: true, example, memory });
});

test.each<[string, Where, How, Circumstances, string]>([
  [
    "an x86 cannot be trapped and emulated",
    "on-hardware",
    "trap-and-emulate",
    PC_2003,
    "sensitive-instructions-do-not-trap",
  ],
  ["nor with VT-x, if it is not used", "hosted", "trap-and-emulate", MODERN, "sensitive-instructions-do-not-trap"],
  ["KVM needs VT-x", "in-kernel", "hardware", PC_2003, "no-vmx"],
  ["Windows did not run on the Xen of 2003", "on-hardware", "para", PC_2003, "guest-kernel-not-ported"],
  ["a translator cannot hide in long mode", "hosted", "binary-translation", MODERN, "no-segment-limits-in-long-mode"],
  ["nobody translates without a hypervisor", "none", "binary-translation", PC_2003, "no-hypervisor-to-do-it"],
  ["a hypervisor must do it somehow", "on-hardware", "none", PC_2003, "no-technique"],
])("%s", (_, where, how, circumstances, reason) => {
  expect(combination(where, how, circumstances)).toEqual({ ok: false, reason });
});

test("where segment limits hold in long mode, a translator can hide", () => {
  expect(combination("hosted", "binary-translation", { ...MODERN, segmentLimits: true }).ok).toBe(true);
});

test("the two questions are independent: on a machine that can do all, every technique works in every place", () => {
  const all: Circumstances = { ...MODERN, sensitiveTraps: true, guestKernelPorted: true, segmentLimits: true };
  for (const where of WHERE) {
    for (const how of HOW) {
      expect(combination(where, how, all).ok).toBe((where === "none") === (how === "none"));
    }
  }
});

test("whether a technique works never depends on the place, once there is one", () => {
  const places = WHERE.filter((where) => where !== "none");
  for (const circumstances of [PC_2003, MODERN, MAINFRAME, { ...PC_2003, guestKernelPorted: true }]) {
    for (const how of HOW) {
      expect(new Set(places.map((where) => combination(where, how, circumstances).ok)).size).toBe(1);
    }
  }
});
