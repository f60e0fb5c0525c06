// A request to a pretended device under KVM: the guest's own driver runs, and each access and interrupt is judged.

import type { DeviceName } from "../../kernel/driver/catalog.ts";
import type { During, Logged } from "../../kernel/driver/log.ts";
import type { Exit } from "./exit.ts";
import type { HandledAccess, HandledStep } from "./handled.ts";
import { exitOf, exitOfApic, injectionOf, type KvmOptions } from "./kvm.ts";

/** The steps of a run, each with what KVM makes of it. */
export function throughKvm(device: DeviceName, log: readonly Logged[], options: KvmOptions): readonly HandledStep[] {
  const steps: HandledStep[] = [];
  const touched = new Set<number>();
  const raisedIn = new Map<string, "out" | "halted" | "running">(); // by line: what the guest did when it was raised
  let isOut = false;
  let isLevel = false;
  for (const entry of log) {
    switch (entry.type) {
      case "access": {
        const page = Math.floor(entry.access.address / 4096);
        const exit = exitOf(device, entry.access, entry.register, options, !touched.has(page));
        touched.add(page);
        isOut = exit.to === "to-userspace";
        steps.push({ type: "access", access: handled(entry, exit) });
        break;
      }
      case "interrupt":
        if (entry.signal !== "lowered") raisedIn.set(entry.line, guestDuring(entry.during, isOut));
        break;
      case "delivered": {
        isLevel = entry.flow === "fasteoi";
        const { how, exit } = injectionOf(raisedIn.get(entry.line) ?? "running", options);
        steps.push({ type: "interrupt", interrupt: { line: entry.line, how, exit } });
        break;
      }
      case "local-apic":
        steps.push({ type: "access", access: apicAccess(entry.register, isLevel, options) });
        break;
      case "dma-read":
      case "dma-write":
        steps.push({
          type: "dma",
          direction: entry.type === "dma-read" ? "read" : "write",
          bytes: entry.bytes,
          what: entry.what,
        });
        break;
      case "finished":
        steps.push({ type: "finished" });
        break;
      default:
        break; // stores to shared memory and moved bytes: nothing that the hypervisor notices
    }
  }
  return steps;
}

/** An access that the host's kernel finishes is over before the device works on it: the guest runs again by then. */
function guestDuring(during: During, isOut: boolean): "out" | "halted" | "running" {
  if (during === "access") return isOut ? "out" : "running";
  return during === "idle" ? "halted" : "running";
}

function handled({ access, register, value, by, context }: Logged & { type: "access" }, exit: Exit): HandledAccess {
  const { space, address, width, repeat = 1 } = access;
  const direction = access.write === undefined ? "read" : "write";
  return { space, address, width, register, direction, value, repeat, by, context, exit };
}

function apicAccess(register: "EOI" | "TMR", isLevel: boolean, options: KvmOptions): HandledAccess {
  return {
    space: "local-apic",
    register,
    direction: register === "EOI" ? "write" : "read",
    value: 0,
    repeat: 1,
    by: isLevel ? "ioapic_ack_level" : "apic_ack_edge",
    context: "interrupt",
    exit: exitOfApic(register, isLevel, options),
  };
}
