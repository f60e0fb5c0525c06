// What the operations of a processor cost, and how well that is known.
//
// A price belongs to one machine and one operation: there is none for a system call of some kind, a fork or a page fault,
// since those are sums (kernel/arch). Where a published figure is the sum of two operations it is split between them, and
// both are marked as derived.

/** `measured`: read in a source. `derived`: computed from such figures. `unmeasured`: an estimate, drawn as one. */
export type Mark = "measured" | "derived" | "unmeasured";

export interface Price {
  readonly cycles: number;
  readonly mark: Mark;
  /** A section of content/facts, or the reasoning. */
  readonly source: string;
  /** How far it may be off, where nobody measured it: lowest and highest. */
  readonly range?: readonly [low: number, high: number];
}

export const measured = (cycles: number, source: string): Price => ({ cycles, mark: "measured", source });
export const derived = (cycles: number, source: string): Price => ({ cycles, mark: "derived", source });
export const unmeasured = (cycles: number, source: string, range?: readonly [number, number]): Price => ({
  cycles,
  mark: "unmeasured",
  source,
  ...(range ? { range } : {}),
});

/** The price of `times` of these. */
export const scaled = (price: Price, times: number): Price => ({
  ...price,
  cycles: price.cycles * times,
  ...(price.range ? { range: [price.range[0] * times, price.range[1] * times] as const } : {}),
});

/** What the bare processor charges for: everything that a technique does not change. */
export type HardwarePrice =
  /** A system call's way in and its way out: int 0x80 and iret, or SYSCALL and SYSRET. */
  | "syscall"
  | "sysret"
  /** An exception's way in; iret is the way out of it, and of an interrupt. */
  | "exception"
  | "interrupt"
  | "iret"
  | "mov-cr3"
  | "invlpg"
  /** A page-table entry is written. */
  | "pte-write"
  | "cli"
  | "sti"
  /** pushf; cli … popf around a critical section. */
  | "irqsave"
  | "load-stack"
  | "fpu-flag"
  | "load-segment"
  /** What a call and its return cost. */
  | "call-return"
  /** One reference of a page walk. */
  | "walk-reference"
  /** A line of memory that the cache did not have. */
  | "cache-miss"
  | "port"
  | "mmio"
  | "eoi"
  | "cpuid"
  | "msr"
  /** Copying and clearing, for each 64 bytes. */
  | "copy"
  | "clear";

/** What a technique charges for, beyond the hardware. */
export type TechniquePrice =
  // A monitor that translates (VMware 1999-2003).
  | "bt-syscall"
  | "bt-call"
  | "bt-interrupt-flag"
  | "bt-true-fault"
  | "bt-trace-fault"
  | "bt-hidden-fault"
  | "bt-switch"
  | "bt-io"
  | "bt-world-switch"
  | "bt-translate"
  | "bt-call-out"
  | "bt-table"
  // Xen under changed kernels.
  | "xen-bounce"
  | "xen-hypercall"
  | "xen-update"
  | "xen-va-mapping"
  | "xen-new-base"
  | "xen-pin"
  | "xen-mask"
  | "xen-syscall-64"
  // VT-x.
  | "vm-exit"
  | "vm-exit-user"
  | "emulate"
  // First-generation VT-x.
  | "shadow-fault"
  | "shadow-write";

export interface Profile {
  readonly name: "2003" | "modern";
  /** Cycles a second. */
  readonly hz: number;
  readonly cpu: string;
  readonly vmx: boolean;
  readonly ept: boolean;
  /** Levels of page tables that the kernel uses. */
  readonly levels: 2 | 3 | 4;
  /** Whether the kernel maps several pages of a file around the one that faulted: pages. */
  readonly faultAround: number;
  /** Timer interrupts a second: the kernel's HZ. */
  readonly timerHz: number;
  /** Cycles of a kernel routine here for each cycle on the machine of 2003. */
  readonly routineScale: number;
  /** The second-level cache: what decides about context switches with much memory. */
  readonly cache: { readonly bytes: number; readonly ways: number; readonly line: number };
  readonly tlbEntries: number;
  readonly hardware: Readonly<Record<HardwarePrice, Price>>;
  readonly technique: Readonly<Partial<Record<TechniquePrice, Price>>>;
}
