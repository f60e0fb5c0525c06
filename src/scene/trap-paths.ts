// The ways out of a guest that an event took, as the machines of virt/ define them: which state chart, and which of its
// states were passed. What left the guest is read off the charges of the event.

import { EXIT_REASONS, type ExitReason } from "../virt/kvm/exit-reason.ts";
import { type ExitDetail, kvmPath, kvmPathMachine } from "../virt/kvm/trap-path.ts";
import type { Charge } from "../virt/ledger.ts";
import type { TechniqueName } from "../virt/technique.ts";
import { hypercallMachine, hypercallPath } from "../virt/xen/hypercall-path.ts";
import type { Bits } from "../virt/xen/rings.ts";
import { trap32Machine } from "../virt/xen/trap-32.ts";
import { trap64Machine } from "../virt/xen/trap-64.ts";
import { xenTrapPath } from "../virt/xen/trap-path.ts";
import type { XenTrap } from "../virt/xen/trap-setup.ts";
import type { Chartable } from "./life-chart.ts";

export interface TrapPath {
  readonly machine: Chartable;
  /** What left the guest: an exit reason, a hypercall, an exception. */
  readonly name: string;
  /** From the guest back to the guest. */
  readonly states: readonly string[];
  /** How often it was taken. */
  readonly times: number;
}

/** The ways out of the guest in the order in which they were first taken. */
export function trapPaths(technique: TechniqueName, charges: readonly Charge[], bits: Bits = 64): readonly TrapPath[] {
  const paths = charges.flatMap((charge, i): readonly TrapPath[] => {
    if (charge.layer !== "hypervisor") return [];
    if (technique === "kvm" || technique === "kvm-shadow") return kvmWay(charge, charges[i + 1], technique === "kvm");
    return technique === "xen" ? xenWay(charge, bits) : [];
  });
  const same = (a: TrapPath) => (b: TrapPath) => a.name === b.name && a.states.join() === b.states.join();
  return paths.flatMap((path, i) => {
    if (paths.findIndex(same(path)) !== i) return [];
    return [{ ...path, times: paths.filter(same(path)).reduce((sum, { times }) => sum + times, 0) }];
  });
}

/** The charts that a technique has, where a guest is not doing anything: at rest. */
export function restOf(technique: TechniqueName, bits: Bits = 64): TrapPath | null {
  if (technique === "kvm" || technique === "kvm-shadow")
    return { machine: kvmPathMachine, name: "", states: ["non-root"], times: 0 };
  if (technique === "xen")
    return { machine: bits === 64 ? trap64Machine : trap32Machine, name: "", states: ["guest-user"], times: 0 };
  return null;
}

const KNOWN: ReadonlySet<string> = new Set(EXIT_REASONS.map(({ kvm }) => kvm));
const OTHER_NAMES: Readonly<Record<string, ExitReason>> = {
  rdmsr: "MSR_READ",
  wrmsr: "MSR_WRITE",
  "ept-misconfiguration": "EPT_MISCONFIG",
};
const FAULTS: Readonly<Record<string, NonNullable<ExitDetail["fault"]>>> = {
  "hidden fault": "hidden-fault",
  "true fault": "true-fault",
  "page-table write": "trace-fault",
};

function kvmWay(charge: Charge, next: Charge | undefined, ept: boolean): readonly TrapPath[] {
  const [name = "", fault = ""] = charge.name.split(": ");
  const spelt = name.toUpperCase().replaceAll("-", "_");
  const reason = OTHER_NAMES[name] ?? (KNOWN.has(spelt) ? (spelt as ExitReason) : null);
  if (!reason) return [];
  const toQemu = next?.layer === "host-kernel" && next.name.includes("QEMU");
  const detail: Partial<ExitDetail> = {
    ...{ device: toQemu ? "qemu" : "irqchip", fault: ept ? null : (FAULTS[fault] ?? null) },
    ...{ newPage: reason === "EPT_VIOLATION", irqchip: ept ? "kernel" : "qemu" },
  };
  return [{ machine: kvmPathMachine, name: reason, states: kvmPath(reason, detail).states, times: 1 }];
}

function xenWay({ cause, name, count }: Charge, bits: Bits): readonly TrapPath[] {
  if (cause === "hypercall" && name !== "cache miss")
    return [{ machine: hypercallMachine, name, states: hypercallPath(), times: count }];
  const trap = xenTrap(cause, name);
  if (!trap) return [];
  return [{ machine: bits === 64 ? trap64Machine : trap32Machine, name, states: xenTrapPath(bits, trap), times: 1 }];
}

function xenTrap(cause: Charge["cause"], name: string): XenTrap | null {
  if (cause === "trap") return { type: "privileged" };
  if (cause !== "bounce") return null;
  if (name === "system call") return { type: "syscall", fast: false };
  return name === "exception"
    ? { type: "exception", vector: 14, from: "user" }
    : { type: "interrupt", from: "user", mine: true };
}
