import { expect, test } from "vitest";
import { assemble, readInstruction } from "./assemble.ts";
import { printInstruction } from "./print.ts";

// Lengths and texts as as(1) and objdump(1) 2.44 of binutils give them for i386, one space after the mnemonic.
test.each([
  ["mov $0x1,%eax", 5],
  ["mov %eax,%ebx", 2],
  ["mov 0x2000,%eax", 5],
  ["mov %ebx,0x2000", 6],
  ["mov 0x8(%esp),%ecx", 4],
  ["mov %ecx,-0x4(%ebp)", 3],
  ["mov (%esi,%edi,4),%edx", 3],
  ["movl $0x0,%gs:0x10", 11],
  ["mov %gs:0x10,%eax", 6],
  ["add $0x1000,%eax", 5],
  ["addl $0x1,(%eax)", 3],
  ["cmp $0xffffffff,%ecx", 3],
  ["push $0x10", 2],
  ["push %gs:0x8", 7],
  ["push %cs", 1],
  ["pop %fs", 2],
  ["lea (%eax,%ebx,1),%eax", 3],
  ["call *0x8(%ebx)", 3],
  ["ret $0x8", 3],
  ["sgdtl 0x9000", 7],
  ["sldt %ax", 4],
  ["sldt %eax", 3],
  ["lar %ecx,%eax", 3],
  ["mov %cr0,%eax", 3],
  ["mov %eax,%db7", 3],
  ["mov %ds,%eax", 2],
  ["lcall $0x10,$0x100000", 7],
  ["ljmp *(%eax)", 2],
  ["int $0x80", 2],
  ["in (%dx),%ax", 2],
  ["out %al,$0x80", 2],
  ["invlpg (%eax)", 3],
])("%s is read, printed and measured as by binutils: %i bytes", (text, length) => {
  const instruction = readInstruction(text);
  expect(printInstruction(instruction)).toBe(text);
  expect(instruction.length).toBe(length);
});

test("labels stand for addresses, before and after they are defined", () => {
  const { program, labels } = assemble("start: jmp end\n nop # skipped\nend: push $start\n jne start", 0xc0100000);
  expect(labels).toEqual({ start: 0xc0100000, end: 0xc0100006 });
  expect(Object.entries(program).map(([at, i]) => `${Number(at).toString(16)} ${printInstruction(i)}`)).toEqual([
    "c0100000 jmp 0xc0100006",
    "c0100005 nop",
    "c0100006 push $0xc0100000",
    "c010000b jne 0xc0100000",
  ]);
});

test("what the processor does not have is refused with its text", () => {
  expect(() => readInstruction("vmlaunch")).toThrow("no instruction: vmlaunch");
  expect(() => readInstruction("mov $nowhere,%eax")).toThrow("unknown name: nowhere");
});
