// What an event went through, layer by layer: from the process down to what answered it. The technique that pretends the
// machine decides, so it comes with the event; the picture only draws it.

import type { Layer } from "../virt/ledger.ts";

export interface Crossing {
  readonly layer: Layer;
  /** Who: a process, a driver, an exit reason, a hypercall. */
  readonly name: string;
  /** How it came there: an operation of machine/op.ts, or what became of it (a trap, an exit). */
  readonly op: string;
}

/** The deepest layer that was reached. */
export function deepest(path: readonly Crossing[]): Layer {
  const order: readonly Layer[] = ["user", "guest-kernel", "hypervisor", "host-kernel", "device"];
  return path.reduce<Layer>((low, { layer }) => (order.indexOf(layer) > order.indexOf(low) ? layer : low), "user");
}
