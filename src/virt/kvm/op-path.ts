// What an operation of the guest's kernel becomes under KVM: nothing at all, or one exit and its way.

import type { Op } from "../../machine/op.ts";
import { type Controls, exitOf } from "./controls.ts";
import type { ExitReason, KvmExit } from "./exit-reason.ts";
import { type ExitDetail, type KvmPathState, kvmPath } from "./trap-path.ts";

export interface KvmOpPath {
  /** Null: the processor does it in the guest. */
  readonly reason: ExitReason | null;
  /** The states of kvmPathMachine, "non-root" alone without an exit. */
  readonly states: readonly KvmPathState[];
  /** What QEMU is asked for, if it is asked. */
  readonly exit: KvmExit | null;
}

/**
 * The way of `op` under these controls. `detail` says what the operation itself does not: who serves the device, whether an
 * interrupt is for this guest, where the interrupt controllers are.
 */
export function kvmOpPath(controls: Controls, op: Op, detail: Partial<ExitDetail> = {}): KvmOpPath {
  const reason = exitOf(controls, op);
  if (!reason) return { reason, states: ["non-root"], exit: null };
  const fault = reason === "EXCEPTION_NMI" && op.op === "exception" ? "true-fault" : null;
  // The end of an interrupt is told to the interrupt controller, wherever that is.
  const device = op.op === "eoi" ? (detail.irqchip === "qemu" ? "qemu" : "irqchip") : null;
  return { reason, ...kvmPath(reason, { fault, device, ...detail }) };
}
