import fc from "fast-check";
import { expect, test } from "vitest";
import { readInstruction } from "./assemble.ts";
import { bootCpu } from "./boot.ts";
import type { Cpu } from "./cpu.ts";
import { FLAG, type FlagName } from "./flags.ts";
import { step } from "./step.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
const signed = (value: number) => value | 0;

function ran(text: string, eax: number, ebx: number): Cpu {
  const cpu = bootCpu();
  const { cpu: next, fault } = step({ ...cpu, regs: { ...cpu.regs, eax, ebx } }, readInstruction(text));
  if (fault) throw new Error(fault.name);
  return next;
}
const flag = (cpu: Cpu, name: FlagName) => (cpu.eflags & FLAG[name]) !== 0;

test("after cmp, the jumps compare as JavaScript does: b, a unsigned; l, g signed", () => {
  fc.assert(
    fc.property(word, word, (eax, ebx) => {
      const cpu = ran("cmp %ebx,%eax", eax, ebx);
      const taken = (jump: string) => step(cpu, readInstruction(`${jump} 0x5000`)).cpu?.eip === 0x5000;
      expect([taken("jb"), taken("ja"), taken("je")]).toEqual([eax < ebx, eax > ebx, eax === ebx]);
      expect([taken("jl"), taken("jg"), taken("jge"), taken("jle")]).toEqual([
        signed(eax) < signed(ebx),
        signed(eax) > signed(ebx),
        signed(eax) >= signed(ebx),
        signed(eax) <= signed(ebx),
      ]);
    }),
  );
});

test("add and sub are inverse, modulo 2^32, and carry out of bit 31 and bit 3", () => {
  fc.assert(
    fc.property(word, word, (eax, ebx) => {
      const sum = ran("add %ebx,%eax", eax, ebx);
      expect(sum.regs.eax).toBe((eax + ebx) % 2 ** 32);
      expect(flag(sum, "CF")).toBe(eax + ebx >= 2 ** 32);
      expect(flag(sum, "AF")).toBe((eax & 15) + (ebx & 15) > 15);
      expect(ran("sub %ebx,%eax", sum.regs.eax, ebx).regs.eax).toBe(eax);
    }),
  );
});

test("PF says that the low byte of the result has an even number of ones", () => {
  for (let byte = 0; byte < 256; byte++) {
    const ones = byte.toString(2).replaceAll("0", "").length;
    expect(flag(ran("or %ebx,%eax", byte, 0), "PF")).toBe(ones % 2 === 0);
  }
});

test("inc leaves the carry flag as it was", () => {
  const carried = ran("cmp %ebx,%eax", 0, 1);
  expect(flag(carried, "CF")).toBe(true);
  expect(flag(step(carried, readInstruction("inc %eax")).cpu ?? carried, "CF")).toBe(true);
});

test("mov, lea and jumps touch no flag", () => {
  const before = ran("cmp %ebx,%eax", 1, 2);
  for (const text of ["mov $0x0,%eax", "lea 0x10(%eax),%eax", "jmp 0x100", "nop", "push %eax"])
    expect(step(before, readInstruction(text)).cpu?.eflags).toBe(before.eflags);
});
