// VMware's monitor of 1999 to 2003: guest programs run directly, the guest kernel's code is translated, and the page
// tables that the processor uses are shadows of the guest's.
//
//   user code ── direct ──────────────────────────────> processor
//   kernel code ── translated once, then from the cache: calls and returns cost more, cli and sti less
//   page tables ── guest's (write-protected: each write is a trace fault) ── shadow (filled by hidden faults) ── MMU

import { pageKey } from "../../machine/locality.ts";
import type { Op, SpaceId } from "../../machine/op.ts";
import type { TechniquePrice } from "../../machine/price.ts";
import { type Account, pay, readOwn } from "../account.ts";
import { hardware } from "../bare.ts";
import type { Cause } from "../ledger.ts";
import type { Technique } from "../technique.ts";

/** Address spaces that keep their shadow while another one runs. */
const SHADOWS = 8;
/** Pages of the monitor's own that each shadow has: what they add to the guest's in the processor's cache. */
const SHADOW_PAGES = 4;
/** Entries of a shadow that are filled together. */
const NEIGHBOURS = 4;

interface Shadow {
  /** Pages that the shadow maps. */
  readonly mapped: Set<number>;
}

export function binaryTranslation(): Technique {
  const shadows = new Map<SpaceId, Shadow>(); // the one used last behind
  const translated = new Set<string>();
  let current: SpaceId | null = null;

  const shadowOf = (space: SpaceId): Shadow => {
    const found = shadows.get(space) ?? { mapped: new Set<number>() };
    shadows.delete(space);
    shadows.set(space, found);
    if (shadows.size > SHADOWS) shadows.delete([...shadows.keys()][0] as SpaceId);
    return found;
  };

  return (op: Op, account: Account) => {
    const monitor = (price: TechniquePrice, cause: Cause, name: string, count = 1) =>
      pay(account, price, { layer: "hypervisor", cause, name }, count);
    switch (op.op) {
      case "kernel": {
        if (!translated.has(op.routine)) {
          translated.add(op.routine);
          monitor("bt-translate", "translation", "translate");
        }
        hardware(op, account);
        if (op.calls > 0) monitor("bt-call", "translation", "call and return", op.calls);
        return;
      }
      case "syscall":
        hardware(op, account);
        return monitor("bt-syscall", "translation", "system call");
      case "exception":
        hardware(op, account);
        return monitor("bt-true-fault", "shadow", "true fault");
      case "interrupt":
        hardware(op, account);
        return monitor("bt-world-switch", "world-switch", op.source);
      case "cli":
      case "sti":
      case "irqsave":
        return monitor("bt-interrupt-flag", "translation", op.op);
      case "mov-cr3": {
        if (op.space === current) return monitor("bt-hidden-fault", "shadow", "flush");
        current = op.space;
        hardware(op, account);
        monitor("bt-switch", "shadow", "mov cr3");
        shadowOf(op.space);
        return readOwn(account, shadowPages(op.space), "shadow");
      }
      case "set-pte": {
        hardware(op, account);
        const shadow = shadows.get(op.space);
        // Tables that no shadow was made of are ordinary memory.
        if (!op.live || !shadow) return;
        monitor("bt-trace-fault", "shadow", "trace fault", op.count);
        for (let page = op.page; page < op.page + op.count; page++) shadow.mapped.delete(page);
        return;
      }
      case "table-made":
        return monitor("bt-table", "shadow", "page table");
      case "table-freed":
        shadows.delete(op.space);
        return monitor("bt-table", "shadow", "page table");
      case "load-segment":
        return monitor("bt-call-out", "translation", op.op);
      case "invlpg":
        return monitor("bt-interrupt-flag", "translation", "invlpg");
      case "touch": {
        const shadow = shadowOf(op.space);
        if (!shadow.mapped.has(op.page)) {
          // The monitor takes over the entries beside it too, since a program that touches one page touches the next.
          for (let i = 0; i < NEIGHBOURS; i++) shadow.mapped.add(op.page - (op.page % NEIGHBOURS) + i);
          monitor("bt-hidden-fault", "shadow", "hidden fault");
        }
        return hardware(op, account);
      }
      case "load-stack":
      case "stts":
      case "clts":
      case "eoi":
      case "rdtsc":
      case "rdmsr":
      case "wrmsr":
      case "cpuid":
        return monitor("bt-interrupt-flag", "translation", op.op);
      case "port-in":
      case "port-out":
      case "mmio-read":
      case "mmio-write":
        return monitor("bt-world-switch", "world-switch", `${op.device} ${op.register}`);
      case "hlt":
        return monitor("bt-world-switch", "world-switch", "hlt");
      default:
        return hardware(op, account);
    }
  };
}

const shadowPages = (space: SpaceId): readonly string[] =>
  Array.from({ length: SHADOW_PAGES }, (_, page) => `shadow ${pageKey(space, page)}`);
