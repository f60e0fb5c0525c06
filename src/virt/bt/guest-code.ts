// A small guest: routines of a kernel like Linux 2.4 on i386, written for this model, and a program that uses them.
//
// Names, register use and the stack frame follow arch/i386/kernel/entry.S of 2.4 in outline; signals, tracing and
// everything that does not bear on virtualization are left out. Paging is on: the kernel at PAGE_OFFSET by one 4 MiB page,
// the program at 0x08048000 with its stack below the kernel.

import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu, inUserMode, PAGE_OFFSET, SELECTOR, SYSTEM_CALL } from "../../machine/cpu/boot.ts";
import { type Cpu, CR0, CR4 } from "../../machine/cpu/cpu.ts";
import type { Program } from "../../machine/cpu/instruction.ts";
import { type Memory, writeWord } from "../../machine/cpu/memory.ts";
import { PTE } from "../../machine/cpu/paging.ts";

export interface Routine {
  readonly name: string;
  readonly source: string;
}

/** The kernel, routine by routine, in the order in which it lies in memory. */
export const ROUTINES: readonly Routine[] = [
  {
    name: "system_call",
    source: `
      push %eax               # orig_eax
      push %es
      push %ds
      push %eax
      push %ebp
      push %edi
      push %esi
      push %edx
      push %ecx
      push %ebx
      mov $kernel_ds,%edx
      mov %edx,%ds
      mov %edx,%es
      cmp $nr_syscalls,%eax
      jae badsys
      call *sys_call_table(,%eax,4)
      mov %eax,0x18(%esp)     # the caller's eax
ret_from_sys_call:
      cli                     # need_resched must not change behind our back
      cmpl $0x0,need_resched
      jne reschedule
restore_all:
      pop %ebx
      pop %ecx
      pop %edx
      pop %esi
      pop %edi
      pop %ebp
      pop %eax
      pop %ds
      pop %es
      add $0x4,%esp
      iret
reschedule:
      call switch_mm
      movl $0x0,need_resched
      jmp restore_all
badsys:
      movl $-38,0x18(%esp)    # -ENOSYS
      jmp ret_from_sys_call`,
  },
  {
    name: "sys_getpid",
    source: `
      mov pid,%eax
      ret`,
  },
  {
    name: "sys_brk", // maps at once what Linux would map on demand
    source: `
      mov $first_page,%esi
      mov $page_table,%edi
      mov $first_frame,%eax
      mov %ebx,%ecx           # how many pages
set_pte:
      mov %eax,(%edi)
      invlpg (%esi)
      add $0x1000,%eax
      add $0x1000,%esi
      add $0x4,%edi
      dec %ecx
      jne set_pte
      mov %esi,%eax
      ret`,
  },
  {
    name: "add_timer",
    source: `
      pushf                   # spin_lock_irqsave
      pop %ebx
      cli
      mov timer_list,%eax
      mov %eax,(%edx)         # next
      mov %edx,timer_list
      push %ebx               # spin_unlock_irqrestore
      popf
      ret`,
  },
  {
    name: "switch_mm",
    source: `
      mov %cr3,%eax
      mov next_pgd,%edx
      cmp %eax,%edx
      je same_mm
      mov %edx,%cr3
same_mm:
      ret`,
  },
  {
    name: "csum_partial",
    source: `
      xor %eax,%eax
sum:
      add (%esi),%eax
      add $0x4,%esi
      dec %ecx
      jne sum
      ret`,
  },
  {
    name: "timer_interrupt",
    source: `
      push %eax
      incl jiffies
      mov $0x20,%eax
      out %al,$0x20           # end of interrupt, to the 8259A
      pop %eax
      iret`,
  },
  {
    name: "sys_exit",
    source: `
      mov $timer,%edx
      call add_timer
      mov $timer,%esi
      mov $0x10,%ecx
      call csum_partial
      call switch_mm          # away from the dead program's page tables`,
  },
  {
    name: "cpu_idle",
    source: `
      sti
      hlt
      jmp cpu_idle`,
  },
  { name: "page_fault", source: "\n      cli\n      hlt" },
];

/** The program: who am I, a page please, use it, eight pages please, use them, and out. */
export const USER_SOURCE = `
_start:
      mov $20,%eax            # getpid
      int $0x80
      mov %eax,%ebp
      mov $45,%eax            # brk
      mov $1,%ebx             # pages
      int $0x80
      mov %ebp,first_page
      mov $45,%eax
      mov $8,%ebx
      int $0x80
      mov $first_page,%esi
      mov $8,%ecx
touch:
      mov %ebp,(%esi)
      add $0x1000,%esi
      dec %ecx
      jne touch
      mov $1,%eax             # exit
      int $0x80`;

const KERNEL_TEXT = PAGE_OFFSET + 0x100000;
const USER_TEXT = 0x08048000;
const USER_STACK = 0xbffffff0;
const HEAP = 0x40000000;

// Physical addresses.
const FRAME = {
  directory: 0x10000,
  heapTable: 0x11000,
  textTable: 0x12000,
  stackTable: 0x13000,
  idle: 0x14000,
  user: 0x20000,
  stack: 0x21000,
  heap: 0x30000,
};
const DATA = 0x9000;
const CALL_TABLE = 0xa000;

const virtual = (physical: number): number => physical + PAGE_OFFSET;

const NAMES = {
  kernel_ds: SELECTOR.kernelData,
  nr_syscalls: 256,
  sys_call_table: virtual(CALL_TABLE),
  need_resched: virtual(DATA),
  pid: virtual(DATA + 4),
  timer_list: virtual(DATA + 8),
  jiffies: virtual(DATA + 12),
  next_pgd: virtual(DATA + 16),
  timer: virtual(DATA + 0x40),
  page_table: virtual(FRAME.heapTable),
  first_page: HEAP,
  first_frame: FRAME.heap | PTE.P | PTE.RW | PTE.US,
};

/** IRQ 0 of a PC as Linux 2.4 numbers it: FIRST_EXTERNAL_VECTOR, include/asm-i386/hw_irq.h. */
export const TIMER_VECTOR = 0x20;

export interface GuestSystem {
  /** The processor about to execute the program's first instruction, in ring 3. */
  readonly guest: Cpu;
  readonly program: Program;
  /** Addresses by label, of the kernel and the program. */
  readonly labels: Readonly<Record<string, number>>;
}

/** The guest with its program loaded, on a machine of its own. */
export function guestSystem(): GuestSystem {
  const kernel = assemble(ROUTINES.map(({ name, source }) => `${name}:${source}`).join("\n"), KERNEL_TEXT, NAMES);
  const user = assemble(USER_SOURCE, USER_TEXT, NAMES);
  const labels = { ...kernel.labels, ...user.labels };
  const at = (name: string) => labels[name] ?? 0;
  const booted = bootCpu({
    kernelBase: PAGE_OFFSET,
    handlers: {
      14: { offset: at("page_fault") },
      [SYSTEM_CALL]: { offset: at("system_call"), dpl: 3, trap: true },
      [TIMER_VECTOR]: { offset: at("timer_interrupt") },
    },
  });
  const calls = { 1: at("sys_exit"), 20: at("sys_getpid"), 45: at("sys_brk") };
  const inMemory = Object.entries(calls).reduce(
    (memory, [number, address]) => writeWord(memory, CALL_TABLE + Number(number) * 4, address),
    withPageTables(booted.memory),
  );
  const paged: Cpu = {
    ...booted,
    memory: writeWord(writeWord(inMemory, DATA + 4, 42), DATA + 16, FRAME.idle),
    cr0: (booted.cr0 | CR0.PG) >>> 0,
    cr3: FRAME.directory,
    cr4: CR4.PSE,
  };
  const started = inUserMode(paged);
  const guest = { ...started, eip: USER_TEXT, regs: { ...started.regs, esp: USER_STACK } };
  return { guest, program: { ...kernel.program, ...user.program }, labels };
}

/** Page tables for the program and the kernel, at the physical addresses above. */
export function withPageTables(memory: Memory): Memory {
  const user = PTE.P | PTE.RW | PTE.US;
  const kernel = PTE.P | PTE.RW | PTE.PS; // physical 0 at PAGE_OFFSET
  const words: readonly (readonly [number, number])[] = [
    [FRAME.directory + (HEAP >>> 22) * 4, FRAME.heapTable | user],
    [FRAME.directory + (USER_TEXT >>> 22) * 4, FRAME.textTable | user],
    [FRAME.directory + (USER_STACK >>> 22) * 4, FRAME.stackTable | user],
    [FRAME.directory + (PAGE_OFFSET >>> 22) * 4, kernel],
    [FRAME.idle + (PAGE_OFFSET >>> 22) * 4, kernel],
    [FRAME.textTable + ((USER_TEXT >>> 12) & 0x3ff) * 4, FRAME.user | PTE.P | PTE.US],
    [FRAME.stackTable + ((USER_STACK >>> 12) & 0x3ff) * 4, FRAME.stack | user],
  ];
  return words.reduce((now, [at, value]) => writeWord(now, at, value), memory);
}
