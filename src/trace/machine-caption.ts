// Events of whole machines as sentences; the words are in machine-words.ts.

import { HOST, type WorldEvent } from "../kernel/apply.ts";
import type { MachineEvent } from "../kernel/machine/event.ts";
import { ACPI_PM1A_CNT, COM1, KVM_EXIT_HLT, RESET_CONTROL } from "../kernel/machine/exit.ts";
import { get } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { MachineId, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { type MachineWords, machineWords } from "./machine-words.ts";

const TYPES: ReadonlySet<string> = new Set<MachineEvent["type"]>([
  "machine.created",
  "machine.started",
  "machine.booted",
  "machine.halted",
  "machine.panicked",
  "machine.removed",
  "vcpu.entered",
  "vcpu.exited",
  "domain.chosen",
  "console.taken",
]);

export const isMachineEvent = (e: WorldEvent): e is MachineEvent & { readonly on?: MachineId } => TYPES.has(e.type);

const SPOKEN = 80; // characters of what a machine writes that are worth saying

const shortened = (text: string): string => {
  const line = fromBytes(text)
    .replace(/^\[ *[\d.]+\] /, "")
    .trim()
    .replace(/\s+/g, " ");
  return line.length > SPOKEN ? `${line.slice(0, SPOKEN)}…` : line;
};

/** The sentence; `process` names a process. */
export function machineCaption(
  before: World,
  e: MachineEvent & { readonly on?: MachineId },
  lang: keyof typeof machineWords,
  process: (comm: string, pid: number) => string,
): string | null {
  const w: MachineWords = machineWords[lang];
  const machine = e.type === "machine.created" ? e.value : before.machines[e.machine];
  const name = fromBytes(machine?.board.name || e.machine);
  const who = (pid: Pid): string => {
    const kernel = before.machines[e.on ?? HOST]?.kernel;
    return process((kernel && get(kernel.tasks, pid)?.comm) ?? "?", pid);
  };
  switch (e.type) {
    case "machine.created":
      return w.created[e.value.board.how](name);
    case "machine.started":
      return w.started(name);
    case "machine.booted":
      return e.step.stage === "loader" ? w.loader(name) : w[e.step.stage](name, shortened(e.step.text));
    case "machine.halted":
      return w.halted[e.how](name);
    case "machine.panicked":
      return w.panicked(name, e.message);
    case "machine.removed":
      return w.removed(name);
    case "vcpu.entered":
      return w.entered(name, who(e.pid));
    case "vcpu.exited":
      if (e.exit.port === COM1) return w.exitedIo(name, who(e.pid), shortened(e.exit.data ?? ""));
      if (e.exit.port === ACPI_PM1A_CNT) return w.exitedPower(name, who(e.pid));
      if (e.exit.port === RESET_CONTROL) return w.exitedReset(name, who(e.pid));
      return e.exit.reason === KVM_EXIT_HLT ? w.exitedIdle(name, who(e.pid)) : w.exitedSlice(name, who(e.pid));
    case "domain.chosen":
      return w.chosen(name);
    case "console.taken":
      return w.console(name);
    default:
      return e satisfies never;
  }
}
