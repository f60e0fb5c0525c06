// The first KVM: VT-x without EPT, so that the guest's memory is a shadow and each change to it an exit.
//
//   the guest ──> processor ── #PF ─────────────> exit 0  ─> hidden, true or trace fault (../shadow/shadow.ts)
//                           ── MOV to CR3 ──────> exit 28 ─> the shadow of the other address space
//                           ── INVLPG ──────────> exit 14
//                           ── write to a table ─> exit 0, where the table is traced; the instruction is emulated
//
// Source: Linux 2.6.20, drivers/kvm. This is why hardware assistance lost to binary translation at first, wherever page
// tables changed much (Adams and Agesen, ASPLOS 2006).

import type { Paging } from "../../machine/mmu.ts";
import type { Frame, Memory } from "../../machine/page-table.ts";
import { type ShadowEvent, type Shadowed, type ShadowOp, shadow, shadowed } from "../shadow/shadow.ts";
import type { ExitReason } from "./exit-reason.ts";
import type { ExitDetail } from "./trap-path.ts";

export interface KvmShadow {
  readonly memory: Shadowed;
  /** Exits so far, by reason. */
  readonly exits: Readonly<Partial<Record<ExitReason, number>>>;
}

/** One exit, with what decides its way (trap-path.ts). */
export interface ShadowExit {
  readonly reason: ExitReason;
  readonly detail: Partial<ExitDetail>;
}

export interface KvmShadowStep {
  readonly state: KvmShadow;
  readonly events: readonly ShadowEvent[];
  /** The exit that the operation made, or null: the processor did it alone. */
  readonly exit: ShadowExit | null;
}

/** KVM gives up a shadow table at the third write in a row: "or we may be forking" - mmu.c. */
const FLOODED = 3;

/** KVM_NUM_MMU_PAGES: shadow tables of one guest. */
const ROOM = 256;

export function kvmShadow(
  guest: Memory,
  paging: Paging,
  frames: Readonly<Record<Frame, Frame>>,
  free: Frame,
): KvmShadow {
  return { memory: shadowed(guest, paging, frames, { free, unshadowAfter: FLOODED, room: ROOM }), exits: {} };
}

export function kvmShadowStep(state: KvmShadow, op: ShadowOp): KvmShadowStep {
  const step = shadow(state.memory, op);
  const exit = exitOfStep(op, step.events);
  const exits = exit ? { ...state.exits, [exit.reason]: (state.exits[exit.reason] ?? 0) + 1 } : state.exits;
  return { state: { memory: step.state, exits }, events: step.events, exit };
}

function exitOfStep({ op }: ShadowOp, events: readonly ShadowEvent[]): ShadowExit | null {
  if (op === "mov-cr3") return { reason: "CR_ACCESS", detail: { irqchip: "qemu" } };
  if (op === "invlpg") return { reason: "INVLPG", detail: { irqchip: "qemu" } };
  for (const { type } of events) {
    if (type === "device") {
      return { reason: "EXCEPTION_NMI", detail: { device: "qemu", fault: null, irqchip: "qemu" } };
    }
    if (type === "hidden-fault" || type === "true-fault" || type === "trace-fault") {
      return { reason: "EXCEPTION_NMI", detail: { fault: type, irqchip: "qemu" } };
    }
  }
  return null;
}
