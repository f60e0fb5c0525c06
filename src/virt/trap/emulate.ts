// Trap and emulate: let the guest's kernel run where privileged instructions trap, and play each one that does on a
// virtual CPU. Since 1974 it is known when this suffices: if every sensitive instruction traps. On x86 not all do.
//
//   guest instruction ──> real CPU, ring 1 ──┬─ done ──────────────────────────────> next
//                                            └─ fault ─> hypervisor: same instruction
//                                                        on the virtual CPU, ring 0 ─> next, or the guest's own fault
//
// Popek & Goldberg 1974, theorem 1.

import type { Cpu } from "../../machine/cpu/cpu.ts";
import type { Fault } from "../../machine/cpu/fault.ts";
import type { Instruction, Program } from "../../machine/cpu/instruction.ts";
import type { Stop } from "../../machine/cpu/run.ts";
import { deliver, step } from "../../machine/cpu/step.ts";
import { deprivilege, guestView } from "./deprivilege.ts";
import { HOST, type Host } from "./host.ts";

/** Which instructions trap outside ring 0 besides those that do on x86; none on the real processor. */
export type Traps = (instruction: Instruction) => boolean;

/** The processor as it is. */
export const X86: Traps = () => false;

export interface Emulated {
  readonly guest: Cpu;
  /** Why the hypervisor was entered, if it was. */
  readonly trap?: Fault;
  /** The fault that the guest itself now has, if any; `guest` is then unchanged. */
  readonly fault?: Fault;
}

/** One instruction of a deprivileged guest; `guest` is the virtual CPU before. */
export function stepDeprivileged(
  guest: Cpu,
  instruction: Instruction,
  host: Host = HOST,
  traps: Traps = X86,
): Emulated {
  const real = deprivilege(guest, host);
  const trapped = traps(instruction) ? IMAGINED_TRAP : undefined;
  const { cpu, fault } = trapped ? { fault: trapped } : step(real, instruction);
  if (cpu) return { guest: guestView(real, cpu, guest, host) };
  const played = step(guest, instruction);
  return played.cpu ? { guest: played.cpu, trap: fault } : { guest, trap: fault, fault: played.fault };
}

const IMAGINED_TRAP: Fault = { vector: 13, name: "#GP", errorCode: 0 };

export interface TrapRun {
  readonly cpu: Cpu;
  readonly stop: Stop;
  readonly steps: number;
  readonly traps: number;
}

/** Runs a guest program by trap and emulate; the guest's faults go to its own handlers. */
export function runDeprivileged(
  guest: Cpu,
  program: Program,
  limit: number,
  host: Host = HOST,
  traps: Traps = X86,
): TrapRun {
  let now = guest;
  let taken = 0;
  for (let steps = 0; steps < limit; steps++) {
    const instruction = program[now.eip];
    if (!instruction) return { cpu: now, stop: "no-code", steps, traps: taken };
    const result = stepDeprivileged(now, instruction, host, traps);
    if (result.trap) taken++;
    const after = result.fault ? deliver(result.guest, result.fault) : result.guest;
    if (after === "shutdown") return { cpu: now, stop: "shutdown", steps, traps: taken };
    now = after;
    if (now.halted) return { cpu: now, stop: "halted", steps: steps + 1, traps: taken };
  }
  return { cpu: now, stop: "limit", steps: limit, traps: taken };
}
