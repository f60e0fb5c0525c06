import { expect, test } from "vitest";
import { readInstruction } from "./assemble.ts";
import { bootCpu, inUserMode } from "./boot.ts";
import { type Cpu, CR0 } from "./cpu.ts";
import { readWord, writeWord } from "./memory.ts";
import { PTE } from "./paging.ts";
import { step } from "./step.ts";

// Directory at 0x10000, one table at 0x11000 that maps the first 64 KiB onto itself, page 0x20000 onto frame 0x30000.
const RW = PTE.P | PTE.RW;
function paged(extra: Readonly<Record<number, number>> = {}): Cpu {
  const cpu = bootCpu();
  let memory = writeWord(cpu.memory, 0x10000, 0x11000 | RW | PTE.US);
  for (let page = 0; page < 16; page++) memory = writeWord(memory, 0x11000 + page * 4, (page << 12) | RW | PTE.US);
  const entries = { 32: 0x30000 | RW, ...extra };
  for (const [page, entry] of Object.entries(entries)) memory = writeWord(memory, 0x11000 + Number(page) * 4, entry);
  memory = writeWord(memory, 0x30000, 0xaaaa);
  memory = writeWord(memory, 0x31000, 0xbbbb);
  return { ...cpu, memory, cr3: 0x10000, cr0: (cpu.cr0 | CR0.PG) >>> 0 };
}
const outcome = (cpu: Cpu, text: string) => step(cpu, readInstruction(text));

test("a walk finds the frame and marks the entry accessed, a write dirty", () => {
  const read = outcome(paged(), "mov 0x20000,%eax").cpu;
  expect(read?.regs.eax).toBe(0xaaaa);
  expect((readWord(read?.memory ?? {}, 0x11080) & (PTE.A | PTE.D)) === PTE.A).toBe(true);
  const written = outcome(paged(), "mov %eax,0x20000").cpu;
  expect(readWord(written?.memory ?? {}, 0x11080) & PTE.D).toBe(PTE.D);
});

test("a missing page is #PF with its address; the code tells write from read and user from kernel", () => {
  expect(outcome(paged(), "mov 0x40000,%eax").fault).toEqual({
    vector: 14,
    name: "#PF",
    errorCode: 0,
    address: 0x40000,
  });
  expect(outcome(paged(), "mov %eax,0x40004").fault).toMatchObject({ errorCode: 2, address: 0x40004 });
  expect(outcome(inUserMode(paged()), "mov 0x20000,%eax").fault).toMatchObject({ errorCode: 5 });
});

test("a read-only page stops ring 0 as well when CR0.WP is set", () => {
  const cpu = paged({ 33: 0x31000 | PTE.P });
  expect(outcome(cpu, "mov %eax,0x21000").fault).toMatchObject({ errorCode: 3 });
  expect(outcome({ ...cpu, cr0: (cpu.cr0 & ~CR0.WP) >>> 0 }, "mov %eax,0x21000").fault).toBeUndefined();
});

test("after a change of a page table the old translation serves until invlpg", () => {
  const used = outcome(paged(), "mov 0x20000,%eax").cpu ?? paged();
  const changed = { ...used, memory: writeWord(used.memory, 0x11080, 0x31000 | RW) };
  expect(outcome(changed, "mov 0x20000,%eax").cpu?.regs.eax).toBe(0xaaaa);
  const flushed = outcome(changed, "invlpg 0x20000").cpu ?? changed;
  expect(outcome(flushed, "mov 0x20000,%eax").cpu?.regs.eax).toBe(0xbbbb);
});

test("a load of CR3 forgets every translation", () => {
  const used = outcome(paged(), "mov 0x20000,%eax").cpu ?? paged();
  expect(Object.keys(used.tlb)).not.toEqual([]);
  const loaded = outcome({ ...used, regs: { ...used.regs, eax: 0x10000 } }, "mov %eax,%cr3").cpu;
  expect(loaded?.tlb).toEqual({});
});
