// vmexits: which of the things that a kernel asks of a processor leave a virtual machine under KVM, and who handles them.

import type { Op } from "../../machine/op.ts";
import { exitOf, FIRST_VMX, kvmControls, MODERN_VMX } from "../../virt/kvm/controls.ts";
import { type ExitReason, exitNumber } from "../../virt/kvm/exit-reason.ts";
import { type ExitDetail, kvmPath } from "../../virt/kvm/trap-path.ts";
import type { Main } from "../program.ts";
import { exitsOfNewPages } from "./new-pages.ts";
import { columns, teachingTool } from "./teaching-tool.ts";

const DISK = { device: "ide", register: "status" };
const PAGE = { space: 1, page: 1 };

/** By the name that is typed. */
export const OPS: Readonly<Record<string, Op>> = {
  user: { op: "user", cycles: 1 },
  syscall: { op: "syscall" },
  sysret: { op: "sysret" },
  "page-fault": { op: "exception", vector: 14 },
  iret: { op: "iret" },
  "mov-cr3": { op: "mov-cr3", space: 1 },
  invlpg: { op: "invlpg", ...PAGE },
  "set-pte": { op: "set-pte", ...PAGE, count: 1, live: true },
  cli: { op: "cli" },
  sti: { op: "sti" },
  rdtsc: { op: "rdtsc" },
  cpuid: { op: "cpuid" },
  rdmsr: { op: "rdmsr" },
  wrmsr: { op: "wrmsr" },
  hlt: { op: "hlt" },
  interrupt: { op: "interrupt", source: "timer" },
  "port-in": { op: "port-in", ...DISK },
  "port-out": { op: "port-out", ...DISK },
  "mmio-read": { op: "mmio-read", ...DISK },
  "mmio-write": { op: "mmio-write", ...DISK },
};

/** What decides the way besides the reason: the device is one of QEMU's; a page fault is the guest's own. */
function detailOf(op: Op, first: boolean): Partial<ExitDetail> {
  const atDevice = op.op.startsWith("port-") || op.op.startsWith("mmio-");
  return {
    irqchip: first ? "qemu" : "kernel",
    device: atDevice ? "qemu" : null,
    fault: op.op === "exception" ? "true-fault" : null,
  };
}

/** What a first-generation guest's store into its own tables causes, where the hypervisor watches them. */
const tracedWrites = (): number =>
  exitsOfNewPages(1, "shadow", "32-bit").find(([cause]) => cause === "trace-fault")?.[1] ?? 0;

/** The exit that an operation makes, with what decides the way of it; null where the guest goes on by itself. */
export function exitWay(op: Op, first: boolean): { reason: ExitReason; detail: Partial<ExitDetail> } | null {
  const detail = detailOf(op, first);
  const reason = exitOf(kvmControls(first ? FIRST_VMX : MODERN_VMX), op);
  if (reason) return { reason, detail };
  // It is a store like any other; but where tables are shadowed, their memory is write-protected.
  const traced = first && op.op === "set-pte" && tracedWrites() > 0;
  return traced ? { reason: "EXCEPTION_NMI", detail: { ...detail, fault: "trace-fault" } } : null;
}

function row(name: string, op: Op, first: boolean): readonly string[] {
  const way = exitWay(op, first);
  if (!way) return [name, "no exit"];
  const { exit } = kvmPath(way.reason, way.detail);
  return [name, `exit ${exitNumber(way.reason)}`, way.reason, exit ? "QEMU" : "KVM"];
}

export const vmexitsMain: Main = teachingTool(
  {
    name: "vmexits",
    usage: "[OPTION]... [OPERATION]...",
    about: `Show which operations of a guest cause a VM exit under KVM, why, and who handles it.
Operations: ${Object.keys(OPS).join(" ")}`,
    options: `
  -f, --first              on the first processors with VT-x, which had no EPT`,
  },
  function* (cmd) {
    const names = cmd.operands.length > 0 ? cmd.operands : Object.keys(OPS);
    const rows: (readonly string[])[] = [];
    for (const name of names) {
      const op = Object.hasOwn(OPS, name) ? OPS[name] : undefined;
      if (!op) yield* cmd.misuse(`there is no operation '${name}'`);
      else rows.push(row(name, op, cmd.has("first")));
    }
    yield* cmd.print(columns(rows));
    return 0;
  },
);
