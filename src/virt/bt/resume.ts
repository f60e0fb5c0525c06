// Out of the hypervisor: make the real CPU ready for the guest as it now is, and find where it goes on.

import { type Cpu, cpl } from "../../machine/cpu/cpu.ts";
import { interruptible } from "../../machine/cpu/interrupt.ts";
import { interrupt } from "../../machine/cpu/step.ts";
import { deprivilege } from "../trap/deprivilege.ts";
import { cacheSegment, HOST_LAYOUT, HOST_SELECTOR, vcpuSegment } from "../trap/host.ts";
import { chain, insert, placedIn } from "./cache.ts";
import { count, type Draft } from "./draft.ts";
import { nextDispatchState } from "./life.ts";
import { reconcile, shadowRoot } from "./shadow.ts";
import { translate } from "./translate.ts";
import { storeVcpu } from "./vcpu.ts";

/**
 * Goes on with the guest `after` what the hypervisor did to it. A kernel goes on in the block it left, `block`, if its EIP
 * is in there; otherwise through the dispatcher. User code goes on by direct execution.
 */
export function resume(d: Draft, after: Cpu, block?: number): void {
  const { shadow, memory } = reconcile(d.shadow, d.real.memory, d.guest, after, d.host);
  const guest = withInterrupt(d, after);
  if (guest === "shutdown") {
    d.stop = "shutdown";
    return;
  }
  d.guest = { ...guest, tlb: {} };
  d.shadow = shadow;
  const real = deprivilege(d.guest, d.host, shadowRoot(d.host));
  const own = Object.entries(memory).filter(([line]) => Number(line) >= (d.host.base + HOST_LAYOUT.vcpu) >>> 8);
  d.real = { ...real, memory: { ...real.memory, ...Object.fromEntries(own) } };
  d.given = d.real;
  if (guest.halted) {
    d.stop = "halted";
    return;
  }
  if (cpl(guest) === 3) d.where = nextDispatchState(d.where, "user.resumed");
  else if (cpl(guest) === 0) resumeKernel(d, block);
  // A guest in ring 1 or 2 stays in the hypervisor, which plays it one instruction at a time (execute.ts).
}

function withInterrupt(d: Draft, guest: Cpu): Cpu | "shutdown" {
  const [vector, ...rest] = d.pending;
  if (vector === undefined || !interruptible(guest)) return guest;
  d.pending = rest;
  d.events.push({ type: "interrupt.taken", vector });
  count(d, "interrupts");
  return interrupt(guest, vector);
}

// In the kernel CS is the cache's and GS the virtual CPU's; the guest's own selectors are among the words there.
function resumeKernel(d: Draft, block: number | undefined): void {
  const own = (selector: number) => (d.host.own + selector) | d.host.ring;
  d.real = {
    ...d.real,
    memory: storeVcpu(d.real.memory, d.guest, d.host),
    segments: {
      ...d.real.segments,
      cs: { selector: own(HOST_SELECTOR.cache), descriptor: cacheSegment(d.host) },
      gs: { selector: own(HOST_SELECTOR.vcpu), descriptor: vcpuSegment(d.host) },
    },
  };
  const left = block === undefined ? undefined : d.cache.blocks[block];
  const inside = left && placedIn(d.cache, left).find(([, { emitted }]) => emitted.of === d.guest.eip);
  if (inside) goTo(d, inside[0]);
  else dispatch(d, d.guest.eip);
}

/** Finds or makes the translation of the guest's `eip` and goes there; `exitAt`: the exit in the cache to patch for next time. */
export function dispatch(d: Draft, eip: number, exitAt?: number): void {
  d.guest = { ...d.guest, eip };
  if (!d.program[eip]) {
    d.stop = "no-code";
    return;
  }
  if (d.cache.blocks[eip]) {
    count(d, "hits");
    d.events.push({ type: "block.found", guest: eip });
  } else {
    count(d, "misses");
    translateBlock(d, eip);
  }
  const block = d.cache.blocks[eip];
  if (!block) throw new Error("the block was not translated");
  d.cache = { ...d.cache, blocks: { ...d.cache.blocks, [eip]: { ...block, entered: block.entered + 1 } } };
  if (exitAt !== undefined) {
    d.cache = chain(d.cache, exitAt, eip);
    count(d, "chains");
    d.events.push({ type: "exit.chained", cache: exitAt, to: eip });
  }
  goTo(d, block.address);
}

/** Translates the block at the guest's `address`, again if it was there before. */
export function translateBlock(d: Draft, address: number): void {
  const unit = translate(d.program, address, d.cache.simulated);
  d.cache = insert(d.cache, address, unit);
  count(d, "translated", unit.source.length);
  const cache = d.cache.blocks[address]?.address ?? 0;
  d.events.push({ type: "block.translated", guest: address, cache, instructions: unit.source.length });
}

function goTo(d: Draft, address: number): void {
  d.real = { ...d.real, eip: address };
  d.given = d.real;
  d.where = nextDispatchState(d.where, "kernel.resumed");
}
