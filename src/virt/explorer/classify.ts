// Popek and Goldberg's classes, found by running each instruction in both rings and on two machines.
//
//   privileged            traps in user mode, does not trap in supervisor mode
//   control-sensitive     changes a resource of the machine, or the processor's mode
//   behaviour-sensitive   its answer depends on the mode, or on the state of a resource
//   innocuous             neither
//
// "Resource" here: control, debug, table, segment and model-specific registers, IF and IOPL, ports, the time-stamp counter,
// TLB entries. The machine is set up as a hypervisor would have it: IOPL 0, no open port, RDTSC reserved (CR4.TSD).
// CACM 17(7), 1974, section 4.

import { inUserMode, LAYOUT } from "../../machine/cpu/boot.ts";
import { differences } from "../../machine/cpu/compare.ts";
import { type Cpu, CR0, CR4 } from "../../machine/cpu/cpu.ts";
import { FLAG, IOPL } from "../../machine/cpu/flags.ts";
import type { Kind } from "../../machine/cpu/kind.ts";
import { type StepResult, step } from "../../machine/cpu/step.ts";
import { type Case, EXPERIMENTS, experimentOn } from "./experiments.ts";
import { CPU_2003, type CpuChoice, run, type Way } from "./explore.ts";
import { guestBefore, instructionOf, KEYBOARD } from "./setting.ts";

export interface Classes {
  readonly privileged: boolean;
  readonly controlSensitive: boolean;
  readonly behaviourSensitive: boolean;
}

export function classify(mnemonic: Kind, choice: CpuChoice = CPU_2003): Classes {
  const all = experimentOn(mnemonic).cases.map((chosen) => observe(chosen, choice));
  const privileged = all.every(({ user }) => user.after.fault) && all.some(({ kernel }) => kernel.after.cpu);
  return {
    privileged,
    controlSensitive: all.some(({ kernel, user }) => changesResource(kernel) || changesResource(user)),
    behaviourSensitive: all.some(
      ({ kernel, user, other }) => answer(kernel) !== answer(other) || (!privileged && answer(kernel) !== answer(user)),
    ),
  };
}

export const isSensitive = (c: Classes): boolean => c.controlSensitive || c.behaviourSensitive;

export interface Theorem {
  readonly way: Way;
  readonly sensitive: readonly Kind[];
  readonly privileged: readonly Kind[];
  /** Sensitive but not privileged: what theorem 1 asks to be empty. */
  readonly violators: readonly Kind[];
  /** Sensitive instructions that this way gets wrong in some case. */
  readonly wrong: readonly Kind[];
  /** The sufficient condition: sensitive is a subset of privileged. */
  readonly premise: boolean;
  /** Whether every sensitive instruction is right by this way, premise or not. */
  readonly equivalent: boolean;
}

/** Theorem 1 on the processor, beside what the way makes of the same instructions. The premise suffices; it is not needed. */
export function theorem(way: Way, choice: CpuChoice = CPU_2003): Theorem {
  const classes = EXPERIMENTS.map(({ mnemonic }) => ({ mnemonic, ...classify(mnemonic, choice) }));
  const names = (of: typeof classes) => of.map(({ mnemonic }) => mnemonic);
  const sensitive = classes.filter(isSensitive);
  const violators = sensitive.filter(({ privileged }) => !privileged);
  const wrong = names(sensitive).filter((mnemonic) =>
    ["silently-wrong", "leaks"].includes(run(mnemonic, way, choice).verdict),
  );
  return {
    way,
    sensitive: names(sensitive),
    privileged: names(classes.filter(({ privileged }) => privileged)),
    violators: names(violators),
    wrong,
    premise: violators.length === 0,
    equivalent: wrong.length === 0,
  };
}

interface Observation {
  readonly before: Cpu;
  readonly after: StepResult;
}

/** The case in the kernel's ring, in the user's, and in the kernel's on a machine whose resources are in another state. */
function observe(chosen: Case, { umip }: CpuChoice) {
  const guest = guestBefore(chosen);
  const page = { frame: LAYOUT.data, writable: true, user: true, dirty: true };
  const kernel = { ...guest, cr4: CR4.TSD | (umip ? CR4.UMIP : 0), tlb: { [LAYOUT.data >>> 12]: page } };
  const user = { ...inUserMode(kernel), regs: kernel.regs };
  const on = (before: Cpu): Observation => ({ before, after: step(before, instructionOf(chosen)) });
  return { kernel: on(kernel), user: on(user), other: on(elsewhere(kernel)) };
}

const MOVED = 0x10000; // bytes that the other machine's tables lie further up

// The same tables in another place, other selectors for TSS and LDT, and every privileged register in another state.
function elsewhere(cpu: Cpu): Cpu {
  const lines = Object.entries(cpu.memory).map(([line, words]) => [Number(line), words] as const);
  const tables = lines.filter(([line]) => line >= LAYOUT.gdt >>> 8 && line < LAYOUT.tss >>> 8);
  const copies = Object.fromEntries(tables.map(([line, words]) => [line + (MOVED >>> 8), words]));
  return {
    ...cpu,
    memory: { ...cpu.memory, ...copies },
    gdtr: { base: cpu.gdtr.base + MOVED, limit: cpu.gdtr.limit + 8 },
    idtr: { base: cpu.idtr.base + MOVED, limit: cpu.idtr.limit + 8 },
    ldtr: { ...cpu.ldtr, selector: cpu.ldtr.selector + 0x20 },
    tr: { ...cpu.tr, selector: cpu.tr.selector + 0x20 },
    cr0: (cpu.cr0 ^ CR0.TS) >>> 0,
    cr2: 0x1000,
    cr3: 0x30000,
    dr: { ...cpu.dr, 0: 0x1234, 7: 0x401 },
    eflags: cpu.eflags ^ FLAG.IF ^ IOPL,
    msrs: Object.fromEntries(Object.keys(cpu.msrs).map((number) => [number, [1, 2] as const])),
    ports: { [KEYBOARD]: 0x9c },
    tsc: cpu.tsc + 12345,
  };
}

/** What the instruction gave back: registers, arithmetic flags, words written, or the fault. */
function answer({ before, after }: Observation): string {
  if (!after.cpu) return JSON.stringify(after.fault);
  const changed = differences(before, after.cpu).filter(({ field }) => !isResource(field));
  return JSON.stringify(changed.map(({ field, got }) => [field, got]));
}

function changesResource({ before, after }: Observation): boolean {
  if (!after.cpu) return false;
  const forgotten = Object.keys(before.tlb).some((page) => !(page in (after.cpu?.tlb ?? {})));
  return forgotten || differences(before, after.cpu).some(({ field }) => isResource(field));
}

function isResource(field: string): boolean {
  return /^(IF|IOPL|[cdefgs]s|cr\d|dr\d|[gi]dtr\..*|ldtr|tr|msr .*|port .*|halted)$/.test(field);
}
