// Ring deprivileging: the guest's kernel runs on the real CPU, one ring or three further out than it believes.
//
//   as the guest believes            as it really is
//   ring 0 ─ guest kernel            ring 0 ─ hypervisor
//                                    ring 1 ─ guest kernel
//   ring 3 ─ guest programs          ring 3 ─ guest programs
//
// `deprivilege` makes the real CPU from the virtual one; `guestView` reads back what the guest now has. What the
// instructions of the guest itself put into registers and memory belongs to it, true or not; what only the hypervisor
// knows (CR0, the tables, IF …) stays in the virtual CPU. Robin & Irvine 2000; Adams & Agesen 2006, section 2.

import {
  type Cpu,
  CR0,
  cpl,
  pagingOn,
  SEGMENTS,
  type SegmentName,
  type SegmentRegister,
} from "../../machine/cpu/cpu.ts";
import { notModelled } from "../../machine/cpu/fault.ts";
import { FLAG, IOPL, withBits } from "../../machine/cpu/flags.ts";
import type { Memory } from "../../machine/cpu/memory.ts";
import { lookUp, rpl } from "../../machine/cpu/segment.ts";
import {
  compressed,
  HOST_LAYOUT,
  HOST_SELECTOR,
  type Host,
  hostCr4,
  hostTables,
  shadowDescriptor,
  taskSegment,
} from "./host.ts";

/** What the guest's flags register shows that is not its own. */
const HIDDEN_FLAGS = FLAG.IF | IOPL;

/** The real CPU for the guest: `shadowRoot` is the real CR3 while the guest has paging on. */
export function deprivilege(guest: Cpu, host: Host, shadowRoot?: number): Cpu {
  if (pagingOn(guest) && shadowRoot === undefined) notModelled("paging without shadow page tables");
  const tables = hostTables(guest, host);
  return {
    ...guest,
    eflags: withBits(guest.eflags, HIDDEN_FLAGS, FLAG.IF | (host.iopl << 12)),
    segments: mapSegments((name) => realSegment(name, guest.segments[name], host)),
    cr0: (CR0.PE | CR0.ET | CR0.NE | CR0.WP | host.cr0 | (guest.cr0 & CR0.PG)) >>> 0,
    cr3: shadowRoot ?? 0,
    cr4: hostCr4(host),
    gdtr: { base: host.base + HOST_LAYOUT.gdt, limit: host.own + 0x2f },
    idtr: { base: host.base + HOST_LAYOUT.idt, limit: 0x7ff },
    ldtr: { selector: host.own + HOST_SELECTOR.ldt, descriptor: null },
    tr: { selector: host.own + HOST_SELECTOR.tss, descriptor: taskSegment(host) },
    cpuid: host.cpuid,
    tsc: host.tsc,
    memory: { ...guest.memory, ...tables },
    tlb: {},
    ports: {},
    halted: false,
  };
}

/** The guest as it sees itself after the real CPU went from `given` to `real`; `guest` is what it was before. */
export function guestView(given: Cpu, real: Cpu, guest: Cpu, host: Host): Cpu {
  const memory = real.memory === given.memory ? guest.memory : guestMemory(real.memory, host);
  const view = {
    ...guest,
    regs: real.regs,
    eip: real.eip,
    eflags: withBits(real.eflags, HIDDEN_FLAGS, guest.eflags),
    memory,
    shadow: real.shadow,
    tsc: guest.tsc + real.tsc - given.tsc,
  };
  const segments = mapSegments((name) =>
    sameSegment(given.segments[name], real.segments[name])
      ? guest.segments[name]
      : guestSegment(name, real.segments[name], view, host),
  );
  return { ...view, segments };
}

/** Memory without the hypervisor's part. */
export function guestMemory(memory: Memory, host: Host): Memory {
  return Object.fromEntries(Object.entries(memory).filter(([line]) => Number(line) < host.base >>> 8));
}

/** Memory of the hypervisor alone. */
export function hostMemory(memory: Memory, host: Host): Memory {
  return Object.fromEntries(Object.entries(memory).filter(([line]) => Number(line) >= host.base >>> 8));
}

// CS and SS carry the ring in their low bits. (The hypervisor would load the others from descriptors of its own; here it
// may set a segment register directly, as the state is a value.)
function realSegment(name: SegmentName, { selector, descriptor }: SegmentRegister, host: Host): SegmentRegister {
  const carriesRing = name === "cs" || name === "ss";
  return {
    selector: carriesRing ? (selector & ~3) | compressed(host, rpl(selector)) : selector,
    descriptor: descriptor && shadowDescriptor(host, descriptor),
  };
}

// A segment register that the guest loaded without the hypervisor's knowledge, as the guest means it.
function guestSegment(name: SegmentName, real: SegmentRegister, guest: Cpu, host: Host): SegmentRegister {
  const inner = (name === "cs" || name === "ss") && cpl(guest) < host.ring && rpl(real.selector) === host.ring;
  const selector = inner ? real.selector & ~3 : real.selector;
  return { selector, descriptor: real.descriptor && (lookUp({ ...guest, tlb: {} }, selector)?.descriptor ?? null) };
}

function mapSegments(of: (name: SegmentName) => SegmentRegister): Cpu["segments"] {
  return Object.fromEntries(SEGMENTS.map((name) => [name, of(name)])) as Cpu["segments"];
}

function sameSegment(a: SegmentRegister, b: SegmentRegister): boolean {
  const [x, y] = [a.descriptor, b.descriptor];
  if (a.selector !== b.selector || !x !== !y) return false;
  return !x || !y || (x.base === y.base && x.limit === y.limit && x.type === y.type && x.dpl === y.dpl);
}
