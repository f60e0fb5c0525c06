// What the hypervisor does when it is entered: plays one instruction of the guest on the virtual CPU, fills the shadow
// page tables, or hands a fault on to the guest.

import { pagingOn } from "../../machine/cpu/cpu.ts";
import type { Fault } from "../../machine/cpu/fault.ts";
import { deliver, step } from "../../machine/cpu/step.ts";
import { guestMemory } from "../trap/deprivilege.ts";
import { count, type Draft, leave, placedAt } from "./draft.ts";
import { nextDispatchState } from "./life.ts";
import { resume, translateBlock } from "./resume.ts";
import { type Resolved, resolve } from "./shadow.ts";

/** A store is played by a call after this many trace faults. Our choice; VMware's own number we have not found. */
export const ADAPT_AFTER = 2;

/** A call-out of translated code: play the guest's instruction. */
export function callOut(d: Draft, service: "emulate" | "simulate"): void {
  const { emitted, block } = placedAt(d);
  leave(d, "vmm.called");
  count(d, service === "simulate" ? "simulated" : "callOuts");
  d.events.push({ type: "vmm.called", of: emitted.of, service });
  play(d, block);
}

/** Plays the guest's next instruction without leaving the hypervisor. */
export function interpret(d: Draft): void {
  if (d.program[d.guest.eip]) {
    count(d, "callOuts");
    play(d, undefined);
  } else {
    d.stop = "no-code";
  }
}

/** The real CPU faulted under the guest. */
export function takeFault(d: Draft, fault: Fault): void {
  const resumed = d.where === "direct-execution" ? "user.resumed" : "kernel.resumed";
  const block = d.where === "direct-execution" ? undefined : placedAt(d).block;
  leave(d, "fault.taken");
  const of = d.guest.eip;
  const found: Resolved | undefined =
    fault.name === "#PF" && pagingOn(d.guest) ? resolve(d.shadow, d.guest, d.real.memory, fault, d.host) : undefined;
  d.events.push({ type: "fault.taken", of, fault, what: found?.kind ?? "emulate" });
  if (!found) {
    count(d, "traps");
    play(d, block);
  } else if (found.kind === "guest") {
    handOn(d, found.fault);
  } else {
    d.shadow = found.shadow;
    d.real = { ...d.real, memory: found.memory, tlb: {} };
    d.guest = { ...d.guest, memory: guestMemory(found.memory, d.host) };
    d.given = d.real;
    count(d, found.kind === "hidden" ? "hiddenFaults" : "traceFaults");
    if (found.kind === "hidden")
      d.where = nextDispatchState(d.where, resumed); // and the access is tried again
    else playStore(d, of, block);
  }
}

// Innocent until proven guilty: a store is copied as it is, and translated anew once it has hit page tables too often.
function playStore(d: Draft, of: number, block: number | undefined): void {
  const faults = (d.cache.traceFaults[of] ?? 0) + 1;
  d.cache = { ...d.cache, traceFaults: { ...d.cache.traceFaults, [of]: faults } };
  if (block !== undefined && faults >= ADAPT_AFTER && !d.cache.simulated[of]) {
    d.cache = { ...d.cache, simulated: { ...d.cache.simulated, [of]: true } };
    d.events.push({ type: "store.simulated", of });
    translateBlock(d, block);
  }
  play(d, block);
}

function play(d: Draft, block: number | undefined): void {
  const instruction = d.program[d.guest.eip];
  if (!instruction) throw new Error("the hypervisor was entered from nowhere");
  const { cpu, fault } = step(d.guest, instruction);
  if (fault) handOn(d, fault);
  else resume(d, cpu, block);
}

function handOn(d: Draft, fault: Fault): void {
  count(d, "guestFaults");
  d.events.push({ type: "guest.faulted", of: d.guest.eip, fault });
  const after = deliver(d.guest, fault);
  if (after === "shutdown") d.stop = "shutdown";
  else resume(d, after);
}
