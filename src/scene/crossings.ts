// What an event went through, layer by layer: from the process down to what answered it. The technique that pretends the
// machine decides, so it comes with the event; the picture only draws it.

import type { Cause, Charge, Layer } from "../virt/ledger.ts";

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

/** The way that charges tell, in the order in which they were made: a crossing for each change of layer. */
export function pathOf(charges: readonly Charge[]): readonly Crossing[] {
  const path: Crossing[] = [];
  for (const { layer, name, cause } of charges) {
    const last = path.at(-1);
    const crossing = { layer, name, op: cause };
    if (last?.layer !== layer) path.push(crossing);
    else if (PLAIN.has(last.op) && !PLAIN.has(cause)) path[path.length - 1] = crossing; // what carried it over says more
  }
  return path;
}

/** What a layer does once it has been reached. */
const PLAIN: ReadonlySet<string> = new Set<Cause>(["work", "walk", "copy"]);
