import { expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { differences } from "../../machine/cpu/compare.ts";
import { readWord } from "../../machine/cpu/memory.ts";
import { PTE } from "../../machine/cpu/paging.ts";
import { run } from "../../machine/cpu/run.ts";
import { HOST } from "../trap/host.ts";
import { guestOf } from "./draft.ts";
import { execute, start } from "./execute.ts";
import { guestSystem } from "./guest-code.ts";

const { guest } = guestSystem();
const DIRECTORY = 0x10000;
const STACK_TABLE = 0x13000;
const KERNEL = 0xc0100000;

/** A kernel in the guest's address space, in ring 0 with the paging of the guest system. */
function kernel(source: string) {
  const { program } = assemble(source, KERNEL);
  const cpu = { ...guest, ...ring0(), eip: KERNEL };
  return { native: run(cpu, program, 1000), ...execute(start(cpu, program), 20_000) };
}

function ring0() {
  const flat = (selector: number, type: number) => ({
    selector,
    descriptor: { base: 0, limit: 0xffffffff, type, system: false, dpl: 0, present: true },
  });
  const data = flat(0x18, 3);
  return {
    regs: { ...guest.regs, esp: 0xc0008000 },
    segments: { es: data, cs: flat(0x10, 0xb), ss: data, ds: data, fs: data, gs: data },
  };
}

test("the real CR3 is never the guest's, and the guest never sees the real one", () => {
  const { state } = kernel("mov %cr3,%eax\nmov %eax,0xc0009000\nhlt");
  expect(state.real.cr3).toBe(HOST.base + 0x80000);
  expect(guestOf(state).regs.eax).toBe(DIRECTORY);
});

test("a page is entered by a hidden fault at its first use, and once", () => {
  const { state, native } = kernel("mov $3,%ecx\nagain: mov 0xbffff000,%eax\ndec %ecx\njne again\nhlt");
  expect(state.counts.hiddenFaults).toBe(1);
  expect(differences(native.cpu, guestOf(state))).toEqual([]);
});

test("the first write to a page that was only read faults once more, to set the guest's dirty bit", () => {
  const { state } = kernel("mov 0xbffff000,%eax\nmov %eax,0xbffff000\nmov %eax,0xbffff004\nhlt");
  expect(state.counts.hiddenFaults).toBe(2);
  const pte = readWord(guestOf(state).memory, STACK_TABLE + 0x3ff * 4);
  expect(pte & (PTE.A | PTE.D)).toBe(PTE.A | PTE.D);
});

test("a page table is read-only to the guest, though it does not notice", () => {
  const table = `mov 0xc0013ffc,%eax      # the stack's entry, at its kernel address
    mov 0xbffff000,%ebx
    mov $0x22007,%eax        # another frame
    mov %eax,0xc0013ffc
    invlpg 0xbffff000
    mov %eax,0xbffff000
    hlt`;
  const { state, native } = kernel(table);
  expect(state.counts.traceFaults).toBe(1);
  expect(differences(native.cpu, guestOf(state))).toEqual([]);
  expect(readWord(guestOf(state).memory, 0x22000)).toBe(0x22007);
});

test("a fault that the guest's own tables give is the guest's, with its address and code", () => {
  const { state, events, native } = kernel("mov %eax,0x50000000\nhlt");
  expect(events).toContainEqual({
    type: "guest.faulted",
    of: KERNEL,
    fault: { vector: 14, name: "#PF", errorCode: 2, address: 0x50000000 },
  });
  expect(differences(native.cpu, guestOf(state))).toEqual([]);
});

test("a change of CR3 empties the shadow, and pages are entered anew", () => {
  const away = "mov $0x14000,%eax\nmov %eax,%cr3\n";
  const back = "mov $0x10000,%eax\nmov %eax,%cr3\n";
  const { state, native } = kernel(`mov 0xbffff000,%ebx\n${away}${back}mov 0xbffff000,%ebx\nhlt`);
  expect(state.counts).toMatchObject({ hiddenFaults: 2, callOuts: 3 });
  expect(differences(native.cpu, guestOf(state))).toEqual([]);
});

test("loading CR3 with the value it has empties nothing: the shadow is never behind", () => {
  const { state } = kernel("mov 0xbffff000,%ebx\nmov %cr3,%eax\nmov %eax,%cr3\nmov 0xbffff000,%ebx\nhlt");
  expect(state.counts.hiddenFaults).toBe(1);
});

test("clearing the accessed bit is seen: the page must be found anew", () => {
  const aging =
    "mov 0xbffff000,%eax\nmov 0xc0013ffc,%eax\nand $-0x21,%eax\nmov %eax,0xc0013ffc\ninvlpg 0xbffff000\nmov 0xbffff000,%ebx\nhlt";
  const { state, native } = kernel(aging);
  expect(readWord(native.cpu.memory, STACK_TABLE + 0x3ff * 4) & PTE.A).toBe(PTE.A);
  expect(differences(native.cpu, guestOf(state))).toEqual([]);
});

test("the hypervisor's part is mapped for ring 1 but not for ring 3", () => {
  const { state } = kernel("hlt");
  const pde = readWord(state.real.memory, state.real.cr3 + (HOST.base >>> 22) * 4);
  expect(pde & (PTE.P | PTE.US | PTE.PS)).toBe(PTE.P | PTE.PS);
});
