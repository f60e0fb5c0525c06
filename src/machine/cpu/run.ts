// A program on the bare processor: the yardstick for every way of virtualizing it.

import type { Cpu } from "./cpu.ts";
import type { Program } from "./instruction.ts";
import { deliver, step } from "./step.ts";

/** `no-code`: EIP left the program. `shutdown`: a fault on the way to the double-fault handler. */
export type Stop = "halted" | "no-code" | "shutdown" | "limit";

export interface Ran {
  readonly cpu: Cpu;
  readonly stop: Stop;
  readonly steps: number;
}

/** Runs until HLT, until EIP has no instruction, or for `limit` instructions; faults go to the program's own handlers. */
export function run(cpu: Cpu, program: Program, limit: number): Ran {
  let now = cpu;
  for (let steps = 0; steps < limit; steps++) {
    const instruction = program[now.eip];
    if (!instruction) return { cpu: now, stop: "no-code", steps };
    const { cpu: next, fault } = step(now, instruction);
    const after = fault ? deliver(now, fault) : next;
    if (after === "shutdown") return { cpu: now, stop: "shutdown", steps };
    now = after;
    if (now.halted) return { cpu: now, stop: "halted", steps: steps + 1 };
  }
  return { cpu: now, stop: "limit", steps: limit };
}
