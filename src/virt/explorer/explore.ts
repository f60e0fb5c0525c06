// The explorer: one instruction, four ways, and what became of it.
//
// Every verdict is found by running. The case is run natively (the guest has the machine to itself); then by the way in
// question, on two hosts that differ in everything a guest should not see. Where the guest then is not as it would be
// natively, either it was told something of the host (the answer changes with the host: `leaks`), or the machine did not
// do what was asked and nobody noticed (`silently-wrong`).

import { type Difference, differences } from "../../machine/cpu/compare.ts";
import type { Cpu } from "../../machine/cpu/cpu.ts";
import type { Fault } from "../../machine/cpu/fault.ts";
import type { Instruction } from "../../machine/cpu/instruction.ts";
import type { Kind } from "../../machine/cpu/kind.ts";
import { printInstruction } from "../../machine/cpu/print.ts";
import { step } from "../../machine/cpu/step.ts";
import { guestOf } from "../bt/draft.ts";
import { execute, start } from "../bt/execute.ts";
import { type CacheLine, sideBySide } from "../bt/look.ts";
import { stepDeprivileged } from "../trap/emulate.ts";
import { HOST, type Host, OTHER_HOST } from "../trap/host.ts";
import { type Case, experimentOn } from "./experiments.ts";
import { guestBefore, instructionOf } from "./setting.ts";
import { type Exit, KVM, stepNonRoot } from "./vmx.ts";

export const WAYS = ["native", "deprivileged", "translated", "vt-x"] as const;
export type Way = (typeof WAYS)[number];

export const VERDICTS = ["silently-wrong", "leaks", "trapped-and-emulated", "exits", "same"] as const; // worst first
export type Verdict = (typeof VERDICTS)[number];

export interface CpuChoice {
  /** A CPU that has UMIP, turned on: the table registers are no longer shown outside ring 0. */
  readonly umip: boolean;
}

export const CPU_2003: CpuChoice = { umip: false };

export interface Run {
  readonly mnemonic: Kind;
  readonly way: Way;
  /** The case's id within the experiment. */
  readonly case: string;
  /** The instruction as text. */
  readonly text: string;
  /** The processor as the guest sees it. */
  readonly before: Cpu;
  readonly after: Cpu;
  /** The fault that the guest itself gets, if any. */
  readonly fault?: Fault;
  /** Why the hypervisor came to see the instruction, if it did: the real CPU's fault, or the exit. */
  readonly trap?: Fault;
  readonly exit?: Exit;
  /** `translated` only: what the instruction became. */
  readonly translation?: readonly CacheLine[];
  readonly differences: readonly Difference[];
  readonly verdict: Verdict;
}

interface Outcome {
  readonly translation?: readonly CacheLine[];
  readonly guest: Cpu;
  readonly fault?: Fault;
  readonly trap?: Fault;
  readonly exit?: Exit;
}

/** The experiment's telling case: the worst of its runs, the first of equals. */
export function run(mnemonic: Kind, way: Way, choice: CpuChoice = CPU_2003): Run {
  const [first, ...others] = runs(mnemonic, way, choice);
  if (!first) throw new Error(`no case for ${mnemonic}`);
  const rank = (r: Run) => VERDICTS.indexOf(r.verdict);
  return others.reduce((worst, r) => (rank(r) < rank(worst) ? r : worst), first);
}

/** Every case of the experiment. */
export function runs(mnemonic: Kind, way: Way, choice: CpuChoice = CPU_2003): readonly Run[] {
  return experimentOn(mnemonic).cases.map((c) => runCase(mnemonic, way, c, choice));
}

/** One case, also one of the reader's own making. */
export function runCase(mnemonic: Kind, way: Way, chosen: Case, { umip }: CpuChoice = CPU_2003): Run {
  const before = guestBefore(chosen);
  const expected = natively(chosen);
  const got = outcome(way, chosen, { ...HOST, umip });
  const found = compare(expected, got);
  const elsewhere = compare(expected, outcome(way, chosen, { ...OTHER_HOST, umip }));
  const { fault, trap, exit, translation, guest } = got;
  return {
    mnemonic,
    way,
    case: chosen.id,
    text: printInstruction(instructionOf(chosen)),
    before,
    after: guest,
    ...(fault && { fault }),
    ...(trap && { trap }),
    ...(exit && { exit }),
    ...(translation && { translation }),
    differences: found,
    verdict: judge(found, elsewhere, got),
  };
}

function outcome(way: Way, chosen: Case, host: Host): Outcome {
  const guest = guestBefore(chosen);
  const instruction = instructionOf(chosen);
  switch (way) {
    case "native":
      return natively(chosen);
    case "deprivileged":
      return stepDeprivileged(guest, instruction, host);
    case "translated":
      return translated(guest, instruction, host);
    case "vt-x": {
      const { exit, result } = stepNonRoot(guest, instruction, KVM);
      if (!exit) return result.cpu ? { guest: result.cpu } : { guest, fault: result.fault };
      return { ...natively(chosen), exit }; // KVM plays the instruction on the virtual CPU
    }
    default:
      return way satisfies never;
  }
}

// A program of this one instruction: it ends where EIP leaves it. The translator needs its kernel in ring 1, IOPL 0.
function translated(guest: Cpu, instruction: Instruction, host: Host): Outcome {
  const began = start(guest, { [guest.eip]: instruction }, { ...host, ring: 1, iopl: 0 });
  const { state, events } = execute(began, STEPS);
  const faulted = events.find((event) => event.type === "guest.faulted");
  const rows = sideBySide(state, guest.eip).flatMap((row) => row.cache);
  return { guest: guestOf(state), ...(faulted && { fault: faulted.fault }), translation: rows };
}

const STEPS = 50; // more than any one instruction becomes

function natively(chosen: Case): Outcome {
  const guest = guestBefore(chosen);
  const { cpu, fault } = step(guest, instructionOf(chosen));
  return cpu ? { guest: cpu } : { guest, fault };
}

// A fault counts by its vector and error code, as one more thing the guest sees.
function compare(expected: Outcome, got: Outcome): readonly Difference[] {
  const code = ({ fault }: Outcome) => (fault ? fault.vector * 0x10000 + (fault.errorCode ?? 0) : 0);
  const faults = code(expected) === code(got) ? [] : [{ field: "fault", expected: code(expected), got: code(got) }];
  return [...faults, ...differences(expected.guest, got.guest)];
}

function judge(found: readonly Difference[], elsewhere: readonly Difference[], { trap, exit }: Outcome): Verdict {
  if (found.length === 0) return exit ? "exits" : trap ? "trapped-and-emulated" : "same";
  const told = found.every(({ field }) => isData(field)) && JSON.stringify(found) !== JSON.stringify(elsewhere);
  return told ? "leaks" : "silently-wrong";
}

// What an instruction answers with: general registers, arithmetic flags, memory. The rest is what the machine does.
function isData(field: string): boolean {
  return /^e[abcd]x$|^e[sd]i$|^ebp$|^\[/.test(field) || ARITHMETIC_FLAGS.has(field);
}

const ARITHMETIC_FLAGS = new Set(["CF", "PF", "AF", "ZF", "SF", "OF"]);
