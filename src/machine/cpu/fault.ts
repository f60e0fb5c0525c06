// Faults: how the CPU refuses an instruction. The instruction has had no effect, and EIP still points at it, which is
// what lets a hypervisor look at it, do something else in its place, and go on. SDM Vol. 3, 6.5 and table 6-1.

export const VECTOR = {
  DE: 0,
  DB: 1,
  BP: 3,
  OF: 4,
  UD: 6,
  NM: 7,
  DF: 8,
  TS: 10,
  NP: 11,
  SS: 12,
  GP: 13,
  PF: 14,
} as const;

export type FaultName = `#${keyof typeof VECTOR}`;

export interface Fault {
  readonly vector: number;
  readonly name: FaultName;
  /** A selector (with EXT and IDT bits), a page-fault code, or nothing for faults that push none. */
  readonly errorCode?: number;
  /** #PF only: the linear address, which delivery puts into CR2. */
  readonly address?: number;
}

/** Thrown inside one instruction and caught by `step`, so that a faulting instruction leaves no trace. */
export class FaultSignal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.name);
    this.fault = fault;
  }
}

/** Refuses the instruction in progress. */
export function raise(name: keyof typeof VECTOR, errorCode?: number, address?: number): never {
  throw new FaultSignal({
    vector: VECTOR[name],
    name: `#${name}`,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(address === undefined ? {} : { address }),
  });
}

/** What the model leaves out says so, instead of doing something else in silence. */
export function notModelled(what: string): never {
  throw new Error(`${what} is not modelled in Cutaway's CPU`);
}
