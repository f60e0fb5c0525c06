// A trap in a 64-bit para-virtual guest: Xen in ring 0, the guest's kernel and its programs both in ring 3.
//
// Every system call enters Xen twice, on the way there and on the way back, and changes the page tables each time.
// Names of functions: xen/arch/x86/x86_64/entry.S, xen/arch/x86/pv; Linux arch/x86/xen/xen-asm.S.

import { from, NOTHING, trapSetup } from "./trap-setup.ts";

//   guest-user ── syscall ──> xen: lstar-enter ─> switch-to-kernel ─┐            ┌─> bouncing ──> guest-kernel
//       │  ▲                                                        ├─> toggling ┘        ▲         │      │
//       │  │      exception ─> xen: entered [─> saving-cr2] ────────┘ (from user)         │         │      │
//       │  │                                                 └───────── (from kernel) ────┘         │      │
//       └──│─ interrupt ─────> xen: interrupted ─> marking ─> toggling ─> bouncing        privileged│      │ iret
//          │                                                    xen: emulating <────────────────────┘      │
//          └──────────── toggling-back <── hypercall-iret <── xen: lstar-enter-again <─────────────────────┘
export const trap64Machine = trapSetup.createMachine({
  id: "xen-trap-64",
  context: NOTHING,
  initial: "guest-user",
  states: {
    "guest-user": {
      description: "A program runs, in ring 3, on page tables without its kernel.",
      meta: { ring: 3 },
      on: {
        syscall: "xen.lstar-enter",
        exception: { guard: from("user"), target: "xen.entered", actions: "recordException" },
        interrupt: { guard: from("user"), target: "xen.interrupted", actions: "recordInterrupt" },
      },
    },
    "guest-kernel": {
      description: "The guest's kernel runs, in ring 3 too, on page tables with everything in them.",
      meta: { ring: 3 },
      on: {
        iret: { target: "xen.lstar-enter-again", actions: "recordIret" },
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
        "lstar-enter": {
          description: "SYSCALL goes to ring 0, and there is Xen: no gate leads from ring 3 to ring 3.",
          always: "switch-to-kernel",
        },
        "switch-to-kernel": {
          description: "From a program: it is a system call for the guest's kernel, not a hypercall.",
          always: "toggling",
        },
        entered: {
          description: "The processor's interrupt table is Xen's: the registers are saved on Xen's stack.",
          always: [
            { guard: "isPageFault", target: "saving-cr2" },
            { guard: "fromUser", target: "toggling" },
            { target: "bouncing" },
          ],
        },
        "saving-cr2": {
          description: "Only ring 0 reads CR2: Xen writes the address where the guest can read it.",
          always: [{ guard: "fromUser", target: "toggling" }, { target: "bouncing" }],
        },
        interrupted: {
          description: "Xen's own handler: the interrupt may be for another guest, or for Xen.",
          always: [
            { guard: "isMine", target: "marking" },
            { guard: "fromUser", target: "#xen-trap-64.guest-user", actions: "forget" },
            { target: "#xen-trap-64.guest-kernel", actions: "forget" },
          ],
        },
        marking: {
          description: "evtchn_set_pending: a bit in the memory that Xen and the guest share.",
          always: [{ guard: "fromUser", target: "toggling" }, { target: "bouncing" }],
        },
        emulating: {
          description: "emulate_privileged_op: Xen does the instruction for the guest, if the guest may.",
          always: { target: "#xen-trap-64.guest-kernel", actions: "forget" },
        },
        toggling: {
          description: "toggle_guest_mode: SWAPGS, and the kernel's page tables into CR3.",
          always: "bouncing",
        },
        bouncing: {
          description: "create_bounce_frame: an exception frame on the guest kernel's stack.",
          always: { target: "#xen-trap-64.guest-kernel", actions: "forget" },
        },
        "lstar-enter-again": {
          description: "The way back is a hypercall: SYSCALL, now from the guest's kernel.",
          always: "hypercall-iret",
        },
        "hypercall-iret": {
          description: "HYPERVISOR_iret: Xen reads the frame that the kernel left, and checks it.",
          always: [
            { guard: "fromUser", target: "toggling-back" },
            { target: "#xen-trap-64.guest-kernel", actions: "forget" },
          ],
        },
        "toggling-back": {
          description: "toggle_guest_mode: SWAPGS, and the program's page tables into CR3.",
          always: "#xen-trap-64.guest-user",
        },
      },
    },
  },
});
