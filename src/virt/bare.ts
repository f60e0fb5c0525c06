// No hypervisor: every operation is an instruction of the processor.
//
// The other techniques use it for all that they leave to the hardware.

import { cacheMiss, inTlb, pageKey } from "../machine/locality.ts";
import { isText, type Op, type PageNo, type SpaceId } from "../machine/op.ts";
import { type HardwarePrice, type Price, scaled } from "../machine/price.ts";
import type { Account } from "./account.ts";
import type { Technique } from "./technique.ts";

const CHUNK = 64; // bytes that copying and clearing are priced by

const many = (price: Price, { repeat = 1 }: { readonly repeat?: number }): Price => scaled(price, repeat);

/** Cycles of a kernel's or a program's own instructions: none of a source's figures, but the measure for them. */
const work = (cycles: number): Price => ({ cycles, mark: "derived", source: "kernel/arch/routines.ts" });

export const bare: Technique = (op, account) => hardware(op, account);

/** What the processor charges for an operation. `refs`: references of one walk of the page tables. */
export function hardware(op: Op, account: Account, refs: number = account.profile.levels) {
  const { profile, kernel, locality } = account;
  const crossing = (
    name: HardwarePrice,
    label: string = op.op,
    cause: "crossing" | "work" | "interrupt" = "crossing",
  ) => account.charge(kernel, cause, label, profile.hardware[name]);
  switch (op.op) {
    case "user":
      return account.charge("user", "work", "instructions", work(op.cycles));
    case "kernel":
      return account.charge(kernel, "work", op.routine, work(op.cycles * profile.routineScale));
    case "copy":
    case "clear":
      return account.charge(kernel, "copy", op.op, scaled(profile.hardware[op.op], Math.ceil(op.bytes / CHUNK)));
    case "touch":
      return touch(account, op.space, op.page, op.bytes, refs);
    case "syscall":
    case "sysret":
    case "exception":
    case "iret":
      return crossing(op.op);
    case "interrupt":
      return crossing("interrupt", op.source, "interrupt");
    case "mov-cr3":
      locality.tlb.clear();
      return crossing("mov-cr3", "mov cr3", "work");
    case "set-pte":
      return account.charge(kernel, "work", "set_pte", scaled(profile.hardware["pte-write"], op.count), op.count);
    case "table-made":
    case "table-freed":
      return;
    case "invlpg":
      locality.tlb.delete(pageKey(op.space, op.page));
      return crossing("invlpg", "invlpg", "work");
    case "cli":
    case "sti":
    case "irqsave":
    case "load-stack":
    case "load-segment":
    case "eoi":
    case "cpuid":
      return crossing(op.op, op.op, "work");
    case "stts":
    case "clts":
      return crossing("fpu-flag", op.op, "work");
    case "rdmsr":
    case "wrmsr":
    case "rdtsc":
      return crossing("msr", op.op, "work");
    case "port-in":
    case "port-out":
      return account.charge(
        "device",
        "work",
        `${op.device} ${op.register}`,
        many(profile.hardware.port, op),
        op.repeat,
      );
    case "mmio-read":
    case "mmio-write":
      return account.charge(
        "device",
        "work",
        `${op.device} ${op.register}`,
        many(profile.hardware.mmio, op),
        op.repeat,
      );
    case "dma":
    case "ring":
    case "hlt":
      return;
  }
}

/** A page is read or written: its translation is looked up, its lines are fetched where the cache has them no more. */
function touch(account: Account, space: SpaceId, page: PageNo, bytes: number, refs: number): void {
  const { profile, locality } = account;
  const key = pageKey(space, page);
  const layer = page < 0 ? account.kernel : "user";
  if (!inTlb(locality, key)) {
    account.charge(layer, "walk", "page walk", scaled(profile.hardware["walk-reference"], refs), refs);
  }
  const lines = cacheMiss(locality, isText(page) ? `text ${page}` : key) * Math.ceil(bytes / profile.cache.line);
  if (lines === 0) return;
  account.charge(layer, "work", "cache miss", scaled(profile.hardware["cache-miss"], lines), lines);
}
