// A trap in a 32-bit para-virtual guest: Xen in ring 0, the guest's kernel in ring 1, its programs in ring 3.
//
// System calls can go past Xen; page faults cannot; and the way back never needs Xen: IRET leads from ring 1 to ring 3.
// Names of functions: xen/arch/x86/x86_32 of Xen 2 and 3.

import { from, NOTHING, trapSetup } from "./trap-setup.ts";

//   guest-user ── syscall, fast (int 0x80) ───────────────────────────────> guest-kernel
//       │ │ ▲                                                                ▲   │ │ │
//       │ │ └──────────────────── iret, past Xen ────────────────────────────│───┘ │ │
//       │ └─ syscall, exception ──> xen: entered ─┬────────> bouncing ───────┤     │ │
//       │                             ▲           └> saving-cr2 ─┘           │     │ │
//       │                             └── exception ──────────────────────── │ ────┘ │
//       │                           xen: emulating <── privileged ────────── │ ──────┤
//       └─ interrupt ─────────────> xen: interrupted ─> marking ─> bouncing ─┘ <─────┘ interrupt
export const trap32Machine = trapSetup.createMachine({
  id: "xen-trap-32",
  context: NOTHING,
  initial: "guest-user",
  states: {
    "guest-user": {
      description: "A program runs, in ring 3.",
      meta: { ring: 3 },
      on: {
        syscall: [{ guard: "isFast", target: "guest-kernel" }, { target: "xen.entered" }],
        exception: { guard: from("user"), target: "xen.entered", actions: "recordException" },
        interrupt: { guard: from("user"), target: "xen.interrupted", actions: "recordInterrupt" },
      },
    },
    "guest-kernel": {
      description: "The guest's kernel runs, in ring 1.",
      meta: { ring: 1 },
      on: {
        iret: [
          { guard: "toUser", target: "guest-user" },
          { target: "guest-kernel", reenter: true },
        ],
        exception: { guard: from("kernel"), target: "xen.entered", actions: "recordException" },
        privileged: { target: "xen.emulating", actions: "recordPrivileged" },
        interrupt: { guard: from("kernel"), target: "xen.interrupted", actions: "recordInterrupt" },
      },
    },
    xen: {
      description: "Xen, in ring 0.",
      meta: { ring: 0 },
      initial: "entered",
      states: {
        entered: {
          description: "The processor's interrupt table is Xen's: the registers are saved on Xen's stack.",
          always: [{ guard: "isPageFault", target: "saving-cr2" }, { target: "bouncing" }],
        },
        "saving-cr2": {
          description: "Only ring 0 reads CR2: Xen writes the address where the guest can read it.",
          always: "bouncing",
        },
        interrupted: {
          description: "Xen's own handler: the interrupt may be for another guest, or for Xen.",
          always: [
            { guard: "isMine", target: "marking" },
            { guard: "fromUser", target: "#xen-trap-32.guest-user", actions: "forget" },
            { target: "#xen-trap-32.guest-kernel", actions: "forget" },
          ],
        },
        marking: {
          description: "evtchn_set_pending: a bit in the memory that Xen and the guest share.",
          always: "bouncing",
        },
        emulating: {
          description: "emulate_privileged_op: Xen does the instruction for the guest, if the guest may.",
          always: { target: "#xen-trap-32.guest-kernel", actions: "forget" },
        },
        bouncing: {
          description:
            "create_bounce_frame: an exception frame on the guest kernel's stack, as the processor would write.",
          always: { target: "#xen-trap-32.guest-kernel", actions: "forget" },
        },
      },
    },
  },
});
