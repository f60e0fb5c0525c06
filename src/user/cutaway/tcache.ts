// tcache: a binary translator at work, looked into. The guest is a small kernel like Linux 2.4 (virt/bt/guest-code.ts).
//
//   tcache --guest add_timer       a routine as the guest has it
//   tcache add_timer               each of its instructions beside what became of it
//   tcache --runs=100 add_timer    what it costs to run it again and again
//   tcache --system                the whole guest: a program that makes system calls, and its kernel

import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu, PAGE_OFFSET } from "../../machine/cpu/boot.ts";
import type { Cpu } from "../../machine/cpu/cpu.ts";
import { hex, printInstruction } from "../../machine/cpu/print.ts";
import { execute, start } from "../../virt/bt/execute.ts";
import { guestSystem, ROUTINES } from "../../virt/bt/guest-code.ts";
import { sideBySide } from "../../virt/bt/look.ts";
import type { BtEvent, BtState } from "../../virt/bt/state.ts";
import { translate } from "../../virt/bt/translate.ts";
import type { Main } from "../program.ts";
import { columns, count, teachingTool } from "./teaching-tool.ts";

const CALLER = PAGE_OFFSET + 0x180000; // where the loop that calls a routine lies
const OBJECT = PAGE_OFFSET + 0x9040; // a timer, or a buffer, for the routine to work on
const STEPS = 200_000;
const MOST = 1000;

/** Routines that can be called by themselves, and come back. */
const CALLABLE = ["add_timer", "csum_partial", "switch_mm", "sys_getpid"];

interface Ended {
  readonly begun: BtState;
  readonly state: BtState;
  readonly events: readonly BtEvent[];
}

/** The guest's kernel calls one of its routines `runs` times, and halts. */
function runRoutine(name: string, runs: number): Ended {
  const { guest, program, labels } = guestSystem();
  const loop = assemble(
    `      mov $${runs},%ebp
      jmp again
again: mov $${OBJECT},%edx
      mov %edx,%esi
      mov $4,%ecx
      call routine
      dec %ebp
      jne again
      hlt`,
    CALLER,
    { routine: labels[name] ?? 0 },
  );
  const { segments, regs } = bootCpu({ kernelBase: PAGE_OFFSET });
  const kernel: Cpu = { ...guest, segments, regs, eip: CALLER };
  return toEnd(start(kernel, { ...program, ...loop.program }));
}

function runSystem(): Ended {
  const { guest, program } = guestSystem();
  return toEnd(start(guest, program));
}

function toEnd(begun: BtState): Ended {
  const { state, events } = execute(begun, STEPS);
  if (state.stop !== "halted") throw new Error(`the guest did not halt: ${state.stop ?? "no end"}`);
  return { begun, state, events };
}

const blocks = ({ cache }: BtState, of: (address: number) => boolean): number =>
  Object.values(cache.blocks).filter(({ guest }) => of(guest)).length;

const inKernel = (address: number): boolean => address >= PAGE_OFFSET;

function totals({ begun, state, events }: Ended): string {
  const { direct, chained, traceFaults, simulated } = state.counts;
  const visits = events.filter(({ type }) => type === "vmm.called" || type === "fault.taken").length;
  return columns(
    [
      ["blocks translated before it ran:", blocks(begun, () => true)],
      ["kernel blocks translated:", blocks(state, inKernel)],
      ["user blocks translated:", blocks(state, (address) => !inKernel(address))],
      ["user instructions run directly:", direct],
      ["jumps from block to block in the cache:", chained],
      ["visits to the hypervisor:", visits],
      ["trace faults:", traceFaults],
      ["stores played by a call instead:", simulated],
    ].map(([name, n]) => [`${name}`, `${n}`]),
  );
}

const address = (n: number): string => hex(n).slice(2);

/** The guest's instructions of the unit that begins at a label. */
function guestLines(at: number): string {
  const { program } = guestSystem();
  return columns(translate(program, at).source.map((a) => [address(a), printInstruction(program[a] as never)]));
}

/** The guest addresses that belong to a routine, from the first up to the next routine; a label alone is one address. */
function extent(label: string, labels: Readonly<Record<string, number>>): readonly [from: number, to: number] {
  const from = labels[label] as number;
  const i = ROUTINES.findIndex(({ name }) => name === label);
  const next = i < 0 ? undefined : ROUTINES[i + 1];
  return [from, next ? (labels[next.name] as number) : from + 1];
}

function besides(state: BtState, [from, to]: readonly [number, number]): string {
  const found = Object.values(state.cache.blocks)
    .map(({ guest }) => guest)
    .filter((guest) => guest >= from && guest < to)
    .sort((a, b) => a - b);
  if (found.length === 0) return "not translated: it has not run\n";
  return found.map((guest) => block(state, guest)).join("\n");
}

function block(state: BtState, at: number): string {
  const rows = sideBySide(state, at).flatMap(({ guest, cache }) =>
    cache.map(({ kind, text, chained }, i) => [i === 0 ? guest.text : "", chained ? "chained" : kind, text]),
  );
  return columns(rows);
}

export const tcacheMain: Main = teachingTool(
  {
    name: "tcache",
    usage: "[OPTION]... [LABEL]",
    about: `Translate routines of a small guest kernel as VMware did, and look into the translation cache.
Routines: ${ROUTINES.map(({ name }) => name).join(" ")}
With --runs: ${CALLABLE.join(" ")}`,
    options: `
  -g, --guest              only the guest's own instructions
  -r, --runs=N             call the routine N times, and count
  -s, --system             run the whole guest, with its program, first`,
  },
  function* (cmd) {
    const runs = yield* count(cmd, "runs", 1, MOST);
    const [label] = cmd.operands;
    const { labels } = guestSystem();
    const at = label !== undefined && Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (label !== undefined && at === undefined) yield* cmd.misuse(`the guest has no label '${label}'`);
    if (cmd.has("system")) {
      const ended = runSystem();
      yield* cmd.print(label === undefined ? totals(ended) : besides(ended.state, extent(label, labels)));
      return 0;
    }
    if (label === undefined || at === undefined) return yield* cmd.misuse("missing label");
    if (cmd.has("guest")) {
      yield* cmd.print(guestLines(at));
      return 0;
    }
    if (!CALLABLE.includes(label)) yield* cmd.misuse(`${label} does not return to its caller: use --system`);
    const ended = runRoutine(label, runs);
    yield* cmd.print(cmd.has("runs") ? totals(ended) : besides(ended.state, extent(label, labels)));
    return 0;
  },
);
