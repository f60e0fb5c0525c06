// The virtual CPU's registers as translated code sees them: words in the hypervisor's memory, reached through %gs.
//
// `cli` becomes a store of zero into one of these words: no trap, no flag changed. The translator keeps here what its
// in-place sequences read or write; the rest of the virtual CPU is known to the hypervisor alone.

import type { Cpu } from "../../machine/cpu/cpu.ts";
import { FLAG, IOPL, withBits } from "../../machine/cpu/flags.ts";
import { type Memory, readWord, writeWord } from "../../machine/cpu/memory.ts";
import { HOST_LAYOUT, type Host } from "../trap/host.ts";

/** Offsets of the words, in bytes. */
export const VCPU = {
  IF: 0x00, // 0 or 0x200: the bit at its place in EFLAGS
  IOPL: 0x04, // at its place too
  cs: 0x10,
  ss: 0x14,
  ds: 0x18,
  es: 0x1c,
  fs: 0x20,
  gs: 0x24,
  ldtr: 0x28,
  tr: 0x2c,
  cr0: 0x30,
  cr2: 0x34,
  cr3: 0x38,
  cr4: 0x3c,
  target: 0x40, // where an indirect branch wants to go
  eax: 0x50, // registers saved while a sequence needs them
  ebx: 0x54,
} as const;

/** Memory with the guest's registers laid out for translated code. */
export function storeVcpu(memory: Memory, guest: Cpu, host: Host): Memory {
  const { es, cs, ss, ds, fs, gs } = guest.segments;
  const words: Partial<Record<keyof typeof VCPU, number>> = {
    IF: guest.eflags & FLAG.IF,
    IOPL: guest.eflags & IOPL,
    ...{ es: es.selector, cs: cs.selector, ss: ss.selector, ds: ds.selector, fs: fs.selector, gs: gs.selector },
    ...{ ldtr: guest.ldtr.selector, tr: guest.tr.selector },
    ...{ cr0: guest.cr0, cr2: guest.cr2, cr3: guest.cr3, cr4: guest.cr4 },
  };
  return Object.entries(words).reduce(
    (now, [name, value]) => writeWord(now, at(host, name as keyof typeof VCPU), value),
    memory,
  );
}

/** The guest's EFLAGS: its arithmetic flags are the real ones, IF and IOPL are the words that it has been writing. */
export function virtualFlags(real: Cpu, host: Host): number {
  const own = readWord(real.memory, at(host, "IF")) | readWord(real.memory, at(host, "IOPL"));
  return withBits(real.eflags, FLAG.IF | IOPL, own);
}

/** The address an indirect branch left for the dispatcher. */
export function branchTarget(real: Cpu, host: Host): number {
  return readWord(real.memory, at(host, "target"));
}

function at(host: Host, name: keyof typeof VCPU): number {
  return host.base + HOST_LAYOUT.vcpu + VCPU[name];
}
