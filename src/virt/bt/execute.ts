// Running a guest under binary translation, one step of the real CPU at a time.
//
//             ┌── user code, as it is, in ring 3 ───────────────── fault ──────────────────────┐
//   resume ───┤                                                                                ├──> hypervisor ──> resume
//             └── kernel code, from the cache, in ring 1 ── call-out, new exit, look-up, fault ┘
//
// What the CPU executes here are real instructions by `step`, in ring 1 or 3 and never in ring 0: the sensitive ones of the
// guest's kernel are simply no longer among them. How a call-out enters the hypervisor is not modelled below the call.

import { holds } from "../../machine/cpu/alu.ts";
import { type Cpu, cpl } from "../../machine/cpu/cpu.ts";
import { conditionOf, type Instruction, type Program } from "../../machine/cpu/instruction.ts";
import { interruptible } from "../../machine/cpu/interrupt.ts";
import { step } from "../../machine/cpu/step.ts";
import { HOST, type Host } from "../trap/host.ts";
import { chainedJump, emptyCache } from "./cache.ts";
import { count, type Draft, guestOf, inDraft, leave, placedAt, type Stepped } from "./draft.ts";
import { dispatch, resume } from "./resume.ts";
import { EMPTY_SHADOW, withRoot } from "./shadow.ts";
import { type BtEvent, type BtState, NO_COUNTS } from "./state.ts";
import { branchTarget } from "./vcpu.ts";
import { callOut, interpret, takeFault } from "./vmm.ts";

/** A guest about to run `program` from its EIP on. Nothing is translated yet; the first step begins in the hypervisor. */
export function start(guest: Cpu, program: Program, host: Host = HOST): BtState {
  if (host.ring !== 1 || host.iopl !== 0) throw new Error("translated code runs in ring 1 with IOPL 0");
  const real = { ...guest, memory: { ...guest.memory, ...withRoot({}, host) } };
  return {
    program,
    host,
    guest,
    given: real,
    real,
    where: "vmm",
    cache: emptyCache(host),
    shadow: EMPTY_SHADOW,
    pending: [],
    counts: NO_COUNTS,
  };
}

/** One step: an instruction of the real CPU, or a visit to the hypervisor. A guest that has stopped stays as it is. */
export function stepTranslated(state: BtState): Stepped {
  return inDraft(state, advance);
}

/** Steps until the guest stops, or `limit` times. */
export function execute(state: BtState, limit: number): Stepped & { readonly steps: number } {
  const events: BtEvent[] = [];
  let now = state;
  let steps = 0;
  for (; steps < limit && !now.stop; steps++) {
    const next = stepTranslated(now);
    now = next.state;
    events.push(...next.events);
  }
  return { state: now, events, steps };
}

/** A device interrupts. The guest takes it where its own IF allows, at the next start of a block; a halted guest wakes. */
export function raiseInterrupt(state: BtState, vector: number): Stepped {
  const { stop, ...rest } = state;
  const pending = [...state.pending, vector];
  if (stop !== "halted" || !interruptible(state.guest)) return { state: { ...state, pending }, events: [] };
  return inDraft({ ...rest, pending }, (d) => resume(d, d.guest));
}

function advance(d: Draft): void {
  if (d.stop) return;
  if (d.where === "vmm") {
    if (cpl(d.guest) === 0 || cpl(d.guest) === 3) resume(d, d.guest);
    else interpret(d); // rings 1 and 2, which no guest of interest uses
  } else if (takesInterrupt(d)) {
    leave(d, "interrupt.taken");
    resume(d, d.guest);
  } else if (d.where === "direct-execution") {
    directly(d);
  } else {
    inCache(d);
  }
}

function takesInterrupt(d: Draft): boolean {
  if (d.pending.length === 0) return false;
  const between = d.where === "direct-execution" || d.cache.blocks[placedAt(d).block]?.address === d.real.eip;
  return between && interruptible(guestOf(d));
}

function directly(d: Draft): void {
  const instruction = d.program[d.real.eip];
  if (instruction) {
    if (runs(d, instruction)) count(d, "direct");
  } else {
    leave(d, "fault.taken"); // there is nothing to fetch
    d.stop = "no-code";
  }
}

function inCache(d: Draft): void {
  const { emitted } = placedAt(d);
  switch (emitted.kind) {
    case "ident":
      if (runs(d, emitted.instruction)) count(d, "ident");
      break;
    case "in-tc":
      if (runs(d, emitted.instruction)) count(d, "inTc");
      break;
    case "call-out":
      callOut(d, emitted.service);
      break;
    case "exit":
      exitBlock(d, emitted.of, emitted.to, emitted.jump);
      break;
    case "look-up":
      leave(d, "vmm.called");
      count(d, "lookUps");
      d.events.push({ type: "vmm.called", of: emitted.of, service: "look-up" });
      dispatch(d, branchTarget(d.real, d.host));
      break;
    default:
      emitted satisfies never;
  }
}

// A chained exit is a jump within the cache. One that is not leaves, and is chained on the way.
function exitBlock(d: Draft, of: number, to: number, jump: Instruction): void {
  const placed = placedAt(d);
  const inside = chainedJump(placed);
  const condition = conditionOf(jump.mnemonic);
  if (inside) {
    if (runs(d, inside) && d.real.eip === placed.chained) count(d, "chained");
  } else if (condition !== undefined && !holds(condition, d.real)) {
    if (runs(d, jump)) count(d, "inTc"); // not taken: on to the next exit
  } else {
    const exitAt = d.real.eip;
    leave(d, "vmm.called");
    d.events.push({ type: "vmm.called", of, service: "translate" });
    dispatch(d, to, exitAt);
  }
}

/** Executes on the real CPU; false when the hypervisor had to be entered instead. */
function runs(d: Draft, instruction: Instruction): boolean {
  const { cpu, fault } = step(d.real, instruction);
  if (fault) takeFault(d, fault);
  else d.real = cpu;
  return !fault;
}
