import { describe, expect, test } from "vitest";
import { readInstruction } from "./assemble.ts";
import { bootCpu, inUserMode, LAYOUT, SELECTOR, SYSTEM_CALL } from "./boot.ts";
import { type Cpu, CR4, cpl } from "./cpu.ts";
import { FIXED, FLAG, IOPL } from "./flags.ts";
import { readWord, writeWord } from "./memory.ts";
import { deliver, step } from "./step.ts";

const ring0 = bootCpu({
  handlers: { [SYSTEM_CALL]: { offset: 0x100200, dpl: 3, trap: true }, 13: { offset: 0x100300 } },
  callGate: 0x100400,
});
const ring3 = inUserMode(ring0);
/** A kernel moved to ring 1, on ring 1 segments. */
const ring1: Cpu = [`mov $${SELECTOR.ring1Data + 1},%eax`, "mov %eax,%ds"].reduce((cpu, text) => ran(cpu, text), {
  ...ring0,
  segments: { ...ring0.segments, cs: segment(SELECTOR.ring1Code + 1), ss: segment(SELECTOR.ring1Data + 1) },
});

function segment(selector: number) {
  const loaded = ran(ring0, `push $${selector & ~3}`, "pop %ds").segments.ds;
  return { ...loaded, selector };
}

function ran(cpu: Cpu, ...texts: string[]): Cpu {
  return texts.reduce((now, text) => {
    const { cpu: next, fault } = step(now, readInstruction(text));
    if (fault) throw new Error(`${text}: ${fault.name}(${fault.errorCode})`);
    return next;
  }, cpu);
}
function faultOf(cpu: Cpu, text: string): string | undefined {
  const { fault } = step(cpu, readInstruction(text));
  return fault && `${fault.name}(${fault.errorCode?.toString(16)})`;
}
const top = (cpu: Cpu, at = 0) => readWord(cpu.memory, cpu.regs.esp + at);

describe("for ring 0 only", () => {
  test.each(
    "clts;hlt;lgdt 0x9000;lidt 0x9000;lldt %ax;lmsw %ax;ltr %ax;mov %cr3,%eax;mov %eax,%cr3;mov %db7,%eax;invlpg 0x9000;wbinvd;rdmsr;wrmsr".split(
      ";",
    ),
  )("%s is #GP(0) in rings 1 and 3", (text) => {
    expect(faultOf(ring1, text)).toBe("#GP(0)");
    expect(faultOf(ring3, text)).toBe("#GP(0)");
  });

  test.each(["cli", "sti", "in $0x60,%al", "out %al,$0x80"])("%s is for rings up to IOPL", (text) => {
    expect(faultOf(ring0, text)).toBeUndefined();
    expect(faultOf(ring1, text)).toBe("#GP(0)");
    expect(faultOf({ ...ring1, eflags: ring1.eflags | (1 << 12) }, text)).toBeUndefined();
  });

  test("the TSS may open single ports to ring 3", () => {
    const map = { ...ring3, tr: { ...ring3.tr, descriptor: { ...base(ring3.tr), limit: 0x80 } } };
    expect(faultOf(map, "in $0x10,%al")).toBeUndefined(); // the map of zeros behind the TSS
    expect(faultOf({ ...map, memory: writeWord(map.memory, LAYOUT.tss + 104, 1 << 16) }, "in $0x10,%al")).toBe(
      "#GP(0)",
    );
  });

  test("cpuid never traps; rdtsc does with CR4.TSD", () => {
    expect(faultOf(ring3, "cpuid")).toBeUndefined();
    expect(faultOf(ring3, "rdtsc")).toBeUndefined();
    expect(faultOf({ ...ring3, cr4: CR4.TSD }, "rdtsc")).toBe("#GP(0)");
  });
});

function base(register: Cpu["tr"]) {
  if (!register.descriptor) throw new Error("unusable");
  return register.descriptor;
}

describe("popf", () => {
  test("in ring 0 loads IF and IOPL", () => {
    const cpu = ran(ring0, "push $0x3002", "popf");
    expect(cpu.eflags & (FLAG.IF | IOPL)).toBe(IOPL);
  });
  test("in ring 1 takes the carry flag and leaves IF as it was, without a fault", () => {
    const cpu = ran(ring1, "push $0x3003", "popf");
    expect(cpu.eflags).toBe(FIXED | FLAG.IF | FLAG.CF);
  });
  test("in ring 3 loads neither, as a real processor under Linux answers: 0x202 after either", () => {
    for (const flags of [0x2, 0x3202]) expect(ran(ring3, `push $${flags}`, "popf").eflags).toBe(0x202);
  });
  test("in a ring up to IOPL loads IF, not IOPL", () => {
    const cpu = ran({ ...ring3, eflags: ring3.eflags | IOPL }, "push $0x2", "popf");
    expect(cpu.eflags).toBe(FIXED | IOPL);
  });
});

describe("the tables' addresses are no secret", () => {
  test("sgdt in ring 3 stores the real limit and base", () => {
    const cpu = ran(ring3, "sgdt 0x9000");
    expect(readWord(cpu.memory, 0x9000)).toBe(((LAYOUT.gdt << 16) | 0x8f) >>> 0);
  });
  test.each(["sgdt 0x9000", "sidt 0x9000", "sldt %eax", "str %eax", "smsw %eax"])("unless UMIP is on: %s", (text) => {
    expect(faultOf(ring3, text)).toBeUndefined();
    expect(faultOf({ ...ring3, cr4: CR4.UMIP }, text)).toBe("#GP(0)");
    expect(faultOf({ ...ring0, cr4: CR4.UMIP }, text)).toBeUndefined();
  });
  test("str %ax leaves the upper half of EAX", () => {
    const cpu = ran({ ...ring0, regs: { ...ring0.regs, eax: 0x12345678 } }, "str %ax");
    expect(cpu.regs.eax).toBe(0x12340060);
    expect(ran(cpu, "str %eax").regs.eax).toBe(0x60);
  });
});

describe("selectors", () => {
  test("the low bits of CS are the ring", () => {
    expect(ran(ring0, "mov %cs,%eax").regs.eax).toBe(0x10);
    expect(ran(ring1, "mov %cs,%eax").regs.eax).toBe(0x71);
    expect(top(ran(ring3, "push %cs"))).toBe(0x23);
  });
  test("a data segment loads if max(CPL, RPL) <= DPL", () => {
    expect(faultOf(ran(ring0, "mov $0x18,%eax"), "mov %eax,%ds")).toBeUndefined();
    expect(faultOf(ran(ring0, "mov $0x1b,%eax"), "mov %eax,%ds")).toBe("#GP(18)");
    expect(faultOf(ran(ring1, "mov $0x18,%eax"), "mov %eax,%ds")).toBe("#GP(18)");
    expect(faultOf(ran(ring3, "mov $0x2b,%eax"), "mov %eax,%ds")).toBeUndefined();
    expect(faultOf(ran(ring0, "mov $0x1000,%eax"), "mov %eax,%ds")).toBe("#GP(1000)");
  });
  test("the null selector loads, and its use faults", () => {
    const cpu = ran(ring0, "mov $0x0,%eax", "mov %eax,%ds");
    expect(faultOf(cpu, "mov 0x9000,%eax")).toBe("#GP(0)");
    expect(faultOf(cpu, "mov %eax,%ss")).toBe("#GP(0)");
    expect(faultOf(cpu, "mov %ss:0x9000,%eax")).toBeUndefined();
  });
  test("the stack's RPL and DPL must both be the current ring", () => {
    expect(faultOf(ran(ring1, "mov $0x79,%eax"), "mov %eax,%ss")).toBeUndefined();
    expect(faultOf(ran(ring1, "mov $0x78,%eax"), "mov %eax,%ss")).toBe("#GP(78)");
  });
  test("lar and lsl of a kernel segment: answered in ring 0, ZF = 0 in ring 3", () => {
    const asked = ran(ring0, "mov $0x18,%ecx", "lar %ecx,%eax", "lsl %ecx,%edx");
    expect(asked.regs).toMatchObject({ eax: 0x00cf9300, edx: 0xffffffff });
    expect(asked.eflags & FLAG.ZF).toBe(FLAG.ZF);
    const hidden = ran(ring3, "mov $0x18,%ecx", "lar %ecx,%eax");
    expect([hidden.regs.eax, hidden.eflags & FLAG.ZF]).toEqual([0, 0]);
  });
  // Answers of a real processor to a program in ring 3 (Linux on x86-64, whose flat user segments lie at 0x20 and 0x28).
  test.each([
    [0x10, undefined, false, false],
    [0x20, 0x00cffb00, true, false],
    [0x23, 0x00cffb00, true, false],
    [0x28, 0x00cff300, true, true],
    [0x2b, 0x00cff300, true, true],
    [0x58, undefined, false, false],
  ] as const)(
    "from ring 3, selector %i has rights %i, readable %s, writable %s",
    (selector, rights, readable, writable) => {
      const zf = (cpu: Cpu) => (cpu.eflags & FLAG.ZF) !== 0;
      const asked = ran(ring3, `mov $${selector},%ecx`);
      const lar = ran(asked, "lar %ecx,%eax");
      expect([zf(lar), zf(lar) ? lar.regs.eax : undefined]).toEqual([rights !== undefined, rights]);
      expect([zf(ran(asked, "verr %cx")), zf(ran(asked, "verw %cx"))]).toEqual([readable, writable]);
    },
  );
  test("verr and verw ask for the selector's RPL too", () => {
    const zf = (cpu: Cpu, selector: number, how: string) =>
      (ran(cpu, `mov $${selector},%eax`, `${how} %ax`).eflags & FLAG.ZF) !== 0;
    expect(zf(ring0, 0x18, "verr")).toBe(true);
    expect(zf(ring0, 0x1b, "verr")).toBe(false);
    expect(zf(ring0, 0x2b, "verw")).toBe(true);
    expect(zf(ring0, 0x10, "verw")).toBe(false); // code is never writable
    expect(zf(ring3, 0x18, "verr")).toBe(false);
  });
});

describe("changing rings", () => {
  test("int 0x80 takes the kernel's stack from the TSS and iret gives the user's back", () => {
    const inside = ran({ ...ring3, eip: 0x400000 }, "int $0x80");
    expect([cpl(inside), inside.eip, inside.regs.esp]).toEqual([0, 0x100200, LAYOUT.kernelStack - 20]);
    expect([0, 4, 8, 12, 16].map((at) => top(inside, at))).toEqual([
      0x400002,
      0x23,
      ring3.eflags,
      LAYOUT.userStack,
      0x2b,
    ]);
    const back = ran(inside, "iret");
    expect([cpl(back), back.eip, back.regs.esp]).toEqual([3, 0x400002, LAYOUT.userStack]);
    expect(back.segments.ds.selector).toBe(0x2b);
  });
  test("a gate with DPL 0 is closed to int in ring 3", () => {
    expect(faultOf(ring3, "int $0xd")).toBe(`#GP(${(13 * 8 + 2).toString(16)})`);
    expect(faultOf(ring3, "int $0x7f")).toBe(`#GP(${(0x7f * 8 + 2).toString(16)})`); // an empty gate
  });
  test("an interrupt gate clears IF, and iret in ring 0 sets it again", () => {
    const inside = deliver(ring0, { vector: 13, name: "#GP", errorCode: 0 });
    if (inside === "shutdown") throw new Error("shutdown");
    expect(inside.eflags & FLAG.IF).toBe(0);
    expect(ran(inside, "pop %eax", "iret").eflags & FLAG.IF).toBe(FLAG.IF);
  });
  test("iret in ring 1 leaves IF as it is, without a fault", () => {
    const cpu = ran(ring1, "push $0x2", "push $0x71", "push $0x500", "iret");
    expect([cpu.eip, cpu.eflags & FLAG.IF]).toEqual([0x500, FLAG.IF]);
  });
  test("lcall pushes CS and stays in its ring; another ring's code is #GP", () => {
    const cpu = ran(ring0, "lcall $0x10,$0x100000");
    expect([top(cpu), top(cpu, 4), cpu.segments.cs.selector]).toEqual([7, 0x10, 0x10]);
    expect(faultOf(ring0, "lcall $0x23,$0x100000")).toBe("#GP(20)");
    expect(faultOf(ring3, "ljmp $0x10,$0x100000")).toBe("#GP(10)");
    expect(faultOf(ring3, "ljmp $0x23,$0x100000")).toBeUndefined();
  });
  test("a call gate leads ring 3 into ring 0 on ring 0's stack; a jump may not", () => {
    const cpu = ran(ring3, "lcall $0x83,$0x0");
    expect([cpl(cpu), cpu.eip, cpu.segments.ss.selector]).toEqual([0, 0x100400, 0x18]);
    expect([top(cpu, 8), top(cpu, 12)]).toEqual([LAYOUT.userStack, 0x2b]);
    expect(faultOf(ring3, "ljmp $0x83,$0x0")).toBe("#GP(10)");
    const back = ran(cpu, "lret");
    expect([cpl(back), back.regs.esp]).toEqual([3, LAYOUT.userStack]);
  });
  test("lret to an outer ring pops a stack and empties the inner ring's data segments", () => {
    const cpu = ran(ring0, "push $0x2b", "push $0xf000", "push $0x23", "push $0x400000", "lret");
    expect([cpl(cpu), cpu.eip, cpu.regs.esp, cpu.segments.ds.descriptor]).toEqual([3, 0x400000, 0xf000, null]);
    expect(faultOf(ran(ring1, "push $0x10", "push $0x0"), "lret")).toBe("#GP(10)"); // inward
  });
  test("a conforming segment is entered without a change of ring, from its own ring outward only", () => {
    expect(ran(ring3, "ljmp $0x88,$0x500").segments.cs.selector).toBe(0x8b);
    expect(faultOf(ring0, "ljmp $0x88,$0x500")).toBe("#GP(88)");
  });
});

describe("a fault", () => {
  test("leaves the processor as it was, and pushes EIP of the instruction itself", () => {
    const before = { ...ring1, eip: 0x1234 };
    expect(step(before, readInstruction("cli"))).toEqual({ fault: { vector: 13, name: "#GP", errorCode: 0 } });
  });
  test("without a handler becomes a double fault, and without that a shutdown", () => {
    expect(deliver(ring0, { vector: 14, name: "#PF", errorCode: 0, address: 0x5000 })).toBe("shutdown");
  });
});

test("sti holds interrupts off for one more instruction", () => {
  const masked = ran(ring0, "cli");
  expect(ran(masked, "sti").shadow).toBe(true);
  expect(ran(masked, "sti", "nop").shadow).toBe(false);
});

test("a processor survives JSON unchanged", () => {
  const cpu = ran(ring0, "push %cs", "cpuid");
  expect(JSON.parse(JSON.stringify(cpu))).toEqual(cpu);
});
