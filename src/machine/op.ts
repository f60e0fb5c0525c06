// What a kernel, and the program on top of it, do on a processor: the vocabulary between a kernel and whatever it runs on.
//
//   kernel/arch ── Op, Op, Op … ──> bare processor, or virt/<technique>
//
// Two kinds. Innocuous work (user and kernel instructions, copies, touching memory) runs the same way everywhere and
// differs in speed at most. The rest is sensitive: it changes or reads the privileged state of the processor, the page
// tables or a device, and how a machine is pretended decides what becomes of it - a direct instruction, a trap, a
// translated sequence, a hypercall, a VM exit.

/** An address space, by the number of the process that it was made for. */
export type SpaceId = number;

/** A page of an address space; negative ones are the kernel's own of that process. */
export type PageNo = number;

/** Where a process's own pages begin; below are those of files, which all that run them share. */
export const ANON_PAGE: PageNo = 10_000;

export const isText = (page: PageNo): boolean => page >= 0 && page < ANON_PAGE;

export type Op = Innocuous | Sensitive;

export type Innocuous =
  /** Instructions of a user program. */
  | { readonly op: "user"; readonly cycles: number }
  /** Ordinary instructions of a kernel routine; `calls` of them are call/return pairs. `routine` names it. */
  | { readonly op: "kernel"; readonly routine: string; readonly cycles: number; readonly calls: number }
  /** Memory is copied or cleared. */
  | { readonly op: "copy" | "clear"; readonly bytes: number }
  /** `bytes` of a page are read or written: by way of the TLB, or a walk of the page tables. */
  | {
      readonly op: "touch";
      readonly space: SpaceId;
      readonly page: PageNo;
      readonly bytes: number;
      readonly write: boolean;
    };

export type Sensitive =
  /** int 0x80 or SYSCALL: from user mode into the kernel; and the way back. */
  | { readonly op: "syscall" | "sysret" }
  /** An exception (its vector, SDM Vol. 3, table 6-1) enters the kernel. */
  | { readonly op: "exception"; readonly vector: number }
  /** A device or the timer interrupts. */
  | { readonly op: "interrupt"; readonly source: string }
  /** Back from an exception or an interrupt. */
  | { readonly op: "iret" }
  /** Another address space becomes the current one. */
  | { readonly op: "mov-cr3"; readonly space: SpaceId }
  /** `count` entries of page tables are written; `live` where the tables are in use, not still being built. */
  | {
      readonly op: "set-pte";
      readonly space: SpaceId;
      readonly page: PageNo;
      readonly count: number;
      readonly live: boolean;
    }
  /** A page of memory becomes a page of page tables at this level (1: entries point to pages), or stops being one. */
  | { readonly op: "table-made" | "table-freed"; readonly space: SpaceId; readonly level: number }
  | { readonly op: "invlpg"; readonly space: SpaceId; readonly page: PageNo }
  /** cli, sti, and the pair around a critical section: pushf; cli … popf. */
  | { readonly op: "cli" | "sti" | "irqsave" }
  /** The kernel stack of the next task is told to the processor: TSS.esp0. */
  | { readonly op: "load-stack" }
  /** A segment register is loaded: fs and gs at a switch, and around a signal handler. */
  | { readonly op: "load-segment" }
  /** The floating-point unit is forbidden or allowed to the task: CR0.TS. */
  | { readonly op: "stts" | "clts" }
  /** An access to a device's register, by port or by memory. */
  | {
      readonly op: "port-in" | "port-out" | "mmio-read" | "mmio-write";
      readonly device: string;
      readonly register: string;
      /** How often a string instruction repeats it; absent: once. */
      readonly repeat?: number;
    }
  /** A changed kernel puts a request on a ring that it shares with a driver in another domain, and gets its answer. */
  | { readonly op: "ring"; readonly device: string; readonly bytes: number }
  /** A device reads or writes memory by itself. */
  | { readonly op: "dma"; readonly device: string; readonly bytes: number }
  /** The interrupt controller is told that an interrupt has been handled. */
  | { readonly op: "eoi" }
  /** Nothing to do until the next interrupt. */
  | { readonly op: "hlt" }
  | { readonly op: "cpuid" | "rdtsc" | "rdmsr" | "wrmsr" };
