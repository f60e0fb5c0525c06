// The hypervisor's own half of the machine, for the techniques that run a guest kernel outside ring 0.
//
// It keeps the top of every address space for itself, as VMware's did, and puts its own tables there. Nothing of this is
// meant to be seen by the guest; the explorer runs each experiment on two different hosts to find out whether it is.

import { type Cpu, type CpuidLeaf, CR0, CR4, type Draft } from "../../machine/cpu/cpu.ts";
import { type Descriptor, decodeDescriptor, encodeDescriptor, SYSTEM } from "../../machine/cpu/descriptor.ts";
import { FaultSignal } from "../../machine/cpu/fault.ts";
import { type Memory, writePhysical, writeWord } from "../../machine/cpu/memory.ts";
import { readLinear } from "../../machine/cpu/paging.ts";
import { TSS } from "../../machine/cpu/task-state.ts";

export interface Host {
  /** The ring in which the guest's kernel really runs. Ring 1 keeps its pages from ring 3; ring 3 keeps nothing apart. */
  readonly ring: 1 | 3;
  /** Real IOPL: below `ring`, so that CLI, STI, IN and OUT trap. */
  readonly iopl: 0 | 1 | 2;
  /**
   * Linear address from which on everything is the hypervisor's: the guest's segments end below. In the model it is the
   * physical address too, so a guest has no memory of its own there.
   */
  readonly base: number;
  /** First of its own selectors, behind those of the guest in the shadow GDT. */
  readonly own: number;
  /** CR0 bits of its choice, for example TS while another owns the FPU. */
  readonly cr0: number;
  readonly cpuid: Readonly<Record<number, CpuidLeaf>>;
  readonly tsc: number;
  /** It has turned UMIP on, where the CPU has it: then SGDT, SIDT, SLDT, SMSW and STR trap too. */
  readonly umip: boolean;
}

/** The host of the lessons: the guest's kernel in ring 1, the FPU switched lazily. */
export const HOST: Host = {
  ring: 1,
  iopl: 0,
  base: 0xffc00000, // the last 4 MiB: one large page
  own: 0x1000,
  cr0: CR0.TS,
  cpuid: {
    0: { eax: 2, ebx: 0x756e6547, ecx: 0x6c65746e, edx: 0x49656e69 },
    1: { eax: 0xf29, ebx: 0, ecx: 0x4400, edx: 0xbfebfbff }, // a Xeon of 2003: family 15, model 2
  },
  tsc: 1_000_000_000,
  umip: false, // 2003
};

/** The same hypervisor making other choices: what a guest sees must not depend on which of the two it runs on. */
export const OTHER_HOST: Host = {
  ring: 3,
  iopl: 2,
  base: 0xff800000,
  own: 0x2000,
  cr0: 0,
  cpuid: {
    0: { eax: 1, ebx: 0x68747541, ecx: 0x444d4163, edx: 0x69746e65 },
    1: { eax: 0xf4a, ebx: 0, ecx: 0, edx: 0x78bfbff },
  },
  tsc: 7_000,
  umip: false,
};

/** Offsets of the hypervisor's tables from its base. */
export const HOST_LAYOUT = {
  gdt: 0x1000,
  idt: 0x5000,
  tss: 0x6000,
  vcpu: 0x8000,
  cache: 0x10000,
  shadow: 0x80000,
} as const;

/** Its selectors, as offsets from `own`. */
export const HOST_SELECTOR = { code: 0x0, data: 0x8, tss: 0x10, ldt: 0x18, vcpu: 0x20, cache: 0x28 } as const;

/** A ring of the guest's as the real CPU knows it: everything inside `ring` is compressed into it. */
export const compressed = (host: Host, level: number): number => Math.max(level, host.ring);

/** The guest's descriptor as the hypervisor lets the real CPU have it: for the outer ring, and ending below `base`. */
export function shadowDescriptor(host: Host, descriptor: Descriptor): Descriptor {
  const limit = Math.max(0, Math.min(descriptor.limit, host.base - descriptor.base - 1));
  return { ...descriptor, dpl: compressed(host, descriptor.dpl), limit };
}

/**
 * The hypervisor's tables: a shadow of the guest's GDT with its own descriptors behind, and a TSS that opens no port.
 * Gates, TSSes and LDTs of the guest are left out of the shadow, so their use traps. Its IDT has no gate that an outer
 * ring may call, so INT n traps too; the model keeps no code behind those gates, since the hypervisor is not simulated code.
 */
export function hostTables(guest: Cpu, host: Host): Memory {
  const gdt = host.base + HOST_LAYOUT.gdt;
  let memory: Memory = {};
  const put = (selector: number, descriptor: Descriptor) => {
    const [low, high] = encodeDescriptor(descriptor);
    memory = writeWord(writeWord(memory, gdt + selector, low), gdt + selector + 4, high);
  };
  // What the guest has from `own` on is not in the shadow either: loading it traps and is played.
  for (const [selector, descriptor] of guestSegments(guest, host.own))
    put(selector, shadowDescriptor(host, descriptor));
  const flat = { base: 0, limit: 0xffffffff, system: false, present: true };
  put(host.own + HOST_SELECTOR.code, { ...flat, type: 0xb, dpl: 0 });
  put(host.own + HOST_SELECTOR.data, { ...flat, type: 0x3, dpl: 0 });
  put(host.own + HOST_SELECTOR.tss, taskSegment(host));
  put(host.own + HOST_SELECTOR.ldt, { ...taskSegment(host), limit: 7, type: SYSTEM.ldt });
  put(host.own + HOST_SELECTOR.vcpu, vcpuSegment(host));
  put(host.own + HOST_SELECTOR.cache, cacheSegment(host));
  return writePhysical(memory, host.base + HOST_LAYOUT.tss + TSS.ioMapBase, 2, TSS.size);
}

/** Its TSS. */
export function taskSegment(host: Host): Descriptor {
  const base = host.base + HOST_LAYOUT.tss;
  return { base, limit: TSS.size - 1, type: SYSTEM.tssBusy, system: true, dpl: 0, present: true };
}

/** The translator's data: one page of the virtual CPU's registers, reached by %gs. */
export function vcpuSegment(host: Host): Descriptor {
  return { base: host.base + HOST_LAYOUT.vcpu, limit: 0xfff, type: 0x3, system: false, dpl: host.ring, present: true };
}

/** The translator's code: in the guest kernel's ring, but reaching to the top of memory. */
export function cacheSegment(host: Host): Descriptor {
  return { base: 0, limit: 0xffffffff, type: 0xb, system: false, dpl: host.ring, present: true };
}

// The code and data segments in the guest's own GDT up to offset `below`, found by the guest's own page tables.
function guestSegments(guest: Cpu, below: number): readonly (readonly [number, Descriptor])[] {
  const draft = { ...guest, tlb: {} };
  const found: [number, Descriptor][] = [];
  for (let offset = 8; offset < below && offset + 7 <= guest.gdtr.limit; offset += 8) {
    const at = (guest.gdtr.base + offset) >>> 0;
    const descriptor = decodeDescriptor(peek(draft, at), peek(draft, (at + 4) >>> 0));
    if (!descriptor.system && descriptor.present) found.push([offset, descriptor]);
  }
  return found;
}

// A word of guest memory at a linear address; 0 where the guest's tables map nothing.
function peek(draft: Draft, linear: number): number {
  try {
    return readLinear(draft, linear, 4, false);
  } catch (error) {
    if (error instanceof FaultSignal) return 0;
    throw error;
  }
}

/** The real CR4: TSD makes RDTSC trap, PSE maps the hypervisor by one large page. */
export function hostCr4(host: Host): number {
  return CR4.TSD | CR4.PSE | (host.umip ? CR4.UMIP : 0);
}
