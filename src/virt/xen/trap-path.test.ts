import { expect, test } from "vitest";
import { hypercallMachine, hypercallPath } from "./hypercall-path.ts";
import { type Bits, fastTrap, protectedBy, ringOf, toggleGuestMode } from "./rings.ts";
import { trap32Machine } from "./trap-32.ts";
import { trap64Machine } from "./trap-64.ts";
import { entriesIntoXen, xenTrapPath } from "./trap-path.ts";
import type { XenTrap } from "./trap-setup.ts";

const fast: XenTrap = { type: "syscall", fast: true };
const slow: XenTrap = { type: "syscall", fast: false };
const pageFault: XenTrap = { type: "exception", vector: 14, from: "user" };

test.each<[string, Bits, XenTrap, string, number]>([
  ["a fast system call goes past Xen, both ways", 32, fast, "guest-user guest-kernel guest-user", 0],
  ["without the fast path Xen bounces it", 32, slow, "guest-user xen.entered xen.bouncing guest-kernel guest-user", 1],
  [
    "a page fault always enters Xen, which alone may read CR2; the way back needs no Xen",
    32,
    pageFault,
    "guest-user xen.entered xen.saving-cr2 xen.bouncing guest-kernel guest-user",
    1,
  ],
  [
    "another exception has no CR2",
    32,
    { type: "exception", vector: 0, from: "user" },
    "guest-user xen.entered xen.bouncing guest-kernel guest-user",
    1,
  ],
  [
    "an exception in the guest's kernel returns to it",
    32,
    { type: "exception", vector: 14, from: "kernel" },
    "guest-kernel xen.entered xen.saving-cr2 xen.bouncing guest-kernel guest-kernel",
    1,
  ],
  ["a privileged instruction is emulated", 32, { type: "privileged" }, "guest-kernel xen.emulating guest-kernel", 1],
  [
    "an interrupt of somebody else leaves the guest as it was",
    32,
    { type: "interrupt", from: "user", mine: false },
    "guest-user xen.interrupted guest-user",
    1,
  ],
  [
    "an interrupt of this guest becomes an event",
    32,
    { type: "interrupt", from: "kernel", mine: true },
    "guest-kernel xen.interrupted xen.marking xen.bouncing guest-kernel guest-kernel",
    1,
  ],
  [
    "with 64 bits a system call enters Xen twice and changes page tables twice",
    64,
    slow,
    "guest-user xen.lstar-enter xen.switch-to-kernel xen.toggling xen.bouncing guest-kernel " +
      "xen.lstar-enter-again xen.hypercall-iret xen.toggling-back guest-user",
    2,
  ],
  [
    "with 64 bits a page fault does so, too",
    64,
    pageFault,
    "guest-user xen.entered xen.saving-cr2 xen.toggling xen.bouncing guest-kernel " +
      "xen.lstar-enter-again xen.hypercall-iret xen.toggling-back guest-user",
    2,
  ],
  [
    "with 64 bits an exception in the kernel changes no page tables, but returns by a hypercall",
    64,
    { type: "exception", vector: 13, from: "kernel" },
    "guest-kernel xen.entered xen.bouncing guest-kernel xen.lstar-enter-again xen.hypercall-iret guest-kernel",
    2,
  ],
])("%s (%i bits)", (_, bits, trap, states, entries) => {
  const path = xenTrapPath(bits, trap);
  expect(path).toEqual(states.split(" "));
  expect(entriesIntoXen(path)).toBe(entries);
});

test("there is no fast system call with 64 bits", () => {
  expect(() => xenTrapPath(64, fast)).toThrow("no fast trap with 64 bits");
});

test("a hypercall enters Xen once, and so does a multicall of five", () => {
  expect(hypercallPath().join(" ")).toBe(
    "guest-kernel xen.entered xen.dispatching xen.working xen.checking-events xen.returning guest-kernel",
  );
  expect(hypercallPath(5).filter((state) => state === "xen.working")).toHaveLength(5);
  expect(entriesIntoXen(hypercallPath(5))).toBe(1);
  expect(() => hypercallPath(0)).toThrow("hypercall in state guest-kernel");
});

test("an event that came meanwhile is delivered on the way out of a hypercall", () => {
  expect(hypercallPath(1, true).at(-2)).toBe("xen.bouncing");
});

test("every state says what it is, and the outer ones in which ring", () => {
  for (const { states } of [trap32Machine, trap64Machine, hypercallMachine]) {
    for (const state of Object.values(states)) {
      expect(state.meta).toHaveProperty("ring");
      for (const each of [state, ...Object.values(state.states)]) expect(each.description).toBeTruthy();
    }
  }
});

test("with 32 bits the guest's kernel has ring 1 to itself; with 64 it shares ring 3 with its programs", () => {
  expect([ringOf(32, "xen"), ringOf(32, "guest-kernel"), ringOf(32, "guest-user")]).toEqual([0, 1, 3]);
  expect([ringOf(64, "xen"), ringOf(64, "guest-kernel"), ringOf(64, "guest-user")]).toEqual([0, 3, 3]);
});

test("what keeps a program out of its kernel: the U/S bit with 32 bits, other page tables with 64", () => {
  expect(protectedBy(32, "guest-user", "guest-kernel")).toBe("user-bit");
  expect(protectedBy(64, "guest-user", "guest-kernel")).toBe("page-tables");
  expect(protectedBy(32, "guest-user", "xen")).toBe("user-bit");
});

test("what keeps the guest's kernel out of Xen: segment limits with 32 bits, the U/S bit with 64", () => {
  expect(protectedBy(32, "guest-kernel", "xen")).toBe("segment-limit");
  expect(protectedBy(64, "guest-kernel", "xen")).toBe("user-bit");
  expect(protectedBy(64, "guest-kernel", "guest-user")).toBeNull();
});

test.each<[string, Bits, Parameters<typeof fastTrap>[1], ReturnType<typeof fastTrap>]>([
  ["the system call may", 32, { vector: 0x80, masksEvents: false, ring: 1 }, { ok: true }],
  [
    "a page fault may not",
    32,
    { vector: 14, masksEvents: false, ring: 1 },
    { ok: false, why: "not-the-system-call-vector" },
  ],
  [
    "a handler that wants events masked may not",
    32,
    { vector: 0x80, masksEvents: true, ring: 1 },
    { ok: false, why: "the-processor-cannot-mask-events" },
  ],
  ["ring 0 is Xen's", 32, { vector: 0x80, masksEvents: false, ring: 0 }, { ok: false, why: "ring-0-is-xens" }],
  [
    "nothing may with 64 bits",
    64,
    { vector: 0x80, masksEvents: false, ring: 3 },
    { ok: false, why: "the-kernel-is-in-ring-3" },
  ],
])("past Xen: %s (%i bits)", (_, bits, info, answer) => {
  expect(fastTrap(bits, info)).toEqual(answer);
});

test("toggle_guest_mode loads the other root", () => {
  const user = { mode: "user" as const, roots: { kernel: 10, user: 11 } };
  const { guest, cr3 } = toggleGuestMode(user);
  expect([guest.mode, cr3]).toEqual(["kernel", 10]);
  expect(toggleGuestMode(guest)).toEqual({ guest: user, cr3: 11 });
});
