// Where Xen and a para-virtual guest stand on the processor, and what keeps them apart.
//
//   32 bits                              64 bits
//   ring 0   Xen                         ring 0   Xen
//   ring 1   the guest's kernel          ring 3   the guest's kernel, on page tables with the kernel in them
//   ring 3   the guest's programs        ring 3   the guest's programs, on page tables without it
//
// With 32 bits segment limits keep ring 1 out of the top 64 MiB, where Xen is in every address space. Long mode has no
// segment limits, and paging tells only two classes of code apart, rings 0 to 2 and ring 3: so the guest's kernel goes to
// ring 3 beside its programs, and what keeps those two apart is a second set of page tables. Each system call then goes
// by way of Xen, which changes the tables.
//
// Sources: Barham et al., SOSP 2003; xen/include/public/arch-x86/xen-x86_64.h; docs/guest-guide/x86/pv-traps.rst.

import type { Frame } from "../../machine/page-table.ts";

export type Bits = 32 | 64;
export type Party = "xen" | "guest-kernel" | "guest-user";
export type Ring = 0 | 1 | 3;

export function ringOf(bits: Bits, party: Party): Ring {
  if (party === "xen") return 0;
  return party === "guest-kernel" && bits === 32 ? 1 : 3;
}

/** What keeps `from` from reading and writing `to`; null: nothing does. */
export function protectedBy(bits: Bits, from: Party, to: Party): "segment-limit" | "user-bit" | "page-tables" | null {
  if (from === to || from === "xen") return null;
  if (from === "guest-kernel") return to === "xen" ? (bits === 32 ? "segment-limit" : "user-bit") : null;
  // Rings 0 to 2 are all "supervisor" to paging: the U/S bit hides ring 1 from ring 3, but not ring 3 from ring 3.
  return to === "xen" || bits === 32 ? "user-bit" : "page-tables";
}

/** An entry of the virtual trap table, struct trap_info: what set_trap_table registers. */
export interface TrapInfo {
  readonly vector: number;
  /** TI_GET_IF: events are to be masked on entry, as by an interrupt gate. */
  readonly masksEvents: boolean;
  /** The ring that the handler's code selector names. */
  readonly ring: Ring;
}

/**
 * Whether the processor may go straight from a program to the guest's kernel, past Xen: a gate for vector 0x80 in the real
 * interrupt table. A page fault never can: only ring 0 may read CR2 (SOSP 2003, 3.3.1).
 */
export function fastTrap(bits: Bits, { vector, masksEvents, ring }: TrapInfo): FastTrap {
  if (bits === 64) return { ok: false, why: "the-kernel-is-in-ring-3" };
  if (vector !== 0x80) return { ok: false, why: "not-the-system-call-vector" };
  // "We can't virtualise interrupt gates, as there's no way to get the CPU to automatically clear the events_mask"
  if (masksEvents) return { ok: false, why: "the-processor-cannot-mask-events" };
  if (ring === 0) return { ok: false, why: "ring-0-is-xens" };
  return { ok: true };
}

export type FastTrap =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly why:
        | "the-kernel-is-in-ring-3"
        | "not-the-system-call-vector"
        | "the-processor-cannot-mask-events"
        | "ring-0-is-xens";
    };

/** Which of its two sets of page tables a 64-bit guest is on: TF_kernel_mode of its virtual processor. */
export interface GuestMode {
  readonly mode: "kernel" | "user";
  readonly roots: { readonly kernel: Frame; readonly user: Frame };
}

/** toggle_guest_mode: SWAPGS, and the other root into CR3. */
export function toggleGuestMode({ mode, roots }: GuestMode): { readonly guest: GuestMode; readonly cr3: Frame } {
  const other = mode === "kernel" ? "user" : "kernel";
  return { guest: { mode: other, roots }, cr3: roots[other] };
}
