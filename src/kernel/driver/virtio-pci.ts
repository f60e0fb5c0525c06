// virtio_pci: how a virtio driver notifies its device (vp_notify), and what its interrupt handler reads.

import { INTX, LEGACY_ISR, LEGACY_NOTIFY, MODERN_NOTIFY } from "../../machine/devices/virtio-pci.ts";
import { type Flow, type Running, read, write } from "./driver.ts";

export type Transport = "legacy" | "modern";

/** vp_notify: the queue's number, written to its notify address. */
export function* vpNotify(transport: Transport, queue: number): Running {
  if (transport === "legacy") yield* write("port", LEGACY_NOTIFY, 2, queue, "vp_notify");
  else yield* write("mmio", MODERN_NOTIFY + 4 * queue, 2, queue, "vp_notify");
}

/** vp_interrupt: the wire is shared, so the handler must ask. A message needs no question (vring_interrupt). */
export function* vpInterrupt(line: string): Running {
  if (line === INTX) yield* read("port", LEGACY_ISR, 1, "vp_interrupt");
}

export function virtioLines(transport: Transport, messages: readonly string[]): Readonly<Record<string, Flow>> {
  return transport === "legacy" ? { [INTX]: "fasteoi" } : Object.fromEntries(messages.map((line) => [line, "edge"]));
}
