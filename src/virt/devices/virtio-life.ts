// Each buffer's life through a virtqueue, read off what driver and device did.
//
// The log of a run has no lives in it, only stores, accesses, DMA and interrupts. Which buffer a step belongs to follows
// from the order: a ring is taken and given back in the order in which it was filled.

import type { Logged } from "../../kernel/driver/log.ts";
import { nextVirtioState, type VirtioEvent } from "./split-life.ts";

export interface BufferStep {
  readonly buffer: number;
  readonly event: VirtioEvent["type"];
  readonly state: string;
}

/** The steps of all buffers of the one queue that a run uses, in order. */
export function virtioLives(log: readonly Logged[]): readonly BufferStep[] {
  const states: string[] = [];
  const steps: BufferStep[] = [];
  const told = { notified: 0, interrupted: 0 }; // buffers up to which somebody was told
  const step = (buffer: number, event: VirtioEvent["type"]) => {
    const state = nextVirtioState(states[buffer] ?? "free", event);
    states[buffer] = state;
    steps.push({ buffer, event, state });
  };
  const first = (...wanted: readonly string[]) => states.findIndex((state) => wanted.includes(state));

  for (const entry of log) {
    if (entry.type === "store" && entry.what === "avail index") step(states.length, "buffer.added");
    else if (entry.type === "access" && entry.register === "queue notify") {
      // The notification is for all that were added since the last one and are not taken yet.
      for (; told.notified < states.length; told.notified++) {
        if (states[told.notified] === "posted") step(told.notified, "device.notified");
      }
    } else if (entry.type === "dma-read" && entry.what === "avail ring") {
      step(first("posted", "notified"), "buffer.taken");
    } else if (entry.type === "dma-write" && entry.what === "used index") step(first("taken"), "buffer.used");
    else if (entry.type === "delivered") {
      for (; told.interrupted < states.length && isUsed(states[told.interrupted]); told.interrupted++) {
        if (states[told.interrupted] === "completed") step(told.interrupted, "driver.interrupted");
      }
    } else if (entry.type === "finished") step(first("completed", "interrupted"), "buffer.reclaimed");
  }
  return steps;
}

function isUsed(state: string | undefined): boolean {
  return state === "completed" || state === "interrupted" || state === "reclaimed";
}
