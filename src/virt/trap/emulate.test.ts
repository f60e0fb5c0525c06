import { describe, expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu } from "../../machine/cpu/boot.ts";
import { differences } from "../../machine/cpu/compare.ts";
import { cpl } from "../../machine/cpu/cpu.ts";
import { encodeDescriptor } from "../../machine/cpu/descriptor.ts";
import { kindOf } from "../../machine/cpu/kind.ts";
import { writeWord } from "../../machine/cpu/memory.ts";
import { run } from "../../machine/cpu/run.ts";
import { guestOf } from "../bt/draft.ts";
import { execute, start } from "../bt/execute.ts";
import { theorem } from "../explorer/classify.ts";
import { deprivilege, guestView } from "./deprivilege.ts";
import { runDeprivileged, stepDeprivileged, type Traps, X86 } from "./emulate.ts";
import { HOST, OTHER_HOST } from "./host.ts";

// local_irq_save, a change to a list, local_irq_restore: what a kernel does thousands of times a second.
const critical = assemble(
  `   pushf
      pop %ebx             # flags
      cli
      mov 0x9000,%eax      # a list grows by one
      inc %eax
      mov %eax,0x9000
      push %ebx
      popf
      pushf                # what does the kernel believe now?
      pop %ecx
      mov %cs,%edx
      hlt`,
  0x100000,
).program;
const guest = { ...bootCpu(), eip: 0x100000 };
const sensitive = new Set(theorem("native").sensitive);
const imagined: Traps = (instruction) => sensitive.has(kindOf(instruction));

describe("a critical section of a guest kernel", () => {
  const native = run(guest, critical, 100);

  test("is right on a machine where every sensitive instruction traps", () => {
    const trapped = runDeprivileged(guest, critical, 100, HOST, imagined);
    expect(differences(native.cpu, trapped.cpu)).toEqual([]);
    expect([trapped.stop, trapped.traps]).toEqual(["halted", 6]); // pushf twice, cli, popf, mov %cs, hlt
  });

  test("goes wrong on x86 without a fault that anybody could notice", () => {
    const broken = runDeprivileged(guest, critical, 100, HOST, X86);
    expect(broken.stop).toBe("halted");
    expect(broken.traps).toBe(2); // cli and hlt
    // popf did not turn the guest's interrupts on again, yet pushf says they are on; and CS shows ring 1.
    expect(differences(native.cpu, broken.cpu)).toEqual([
      { field: "edx", expected: 0x10, got: 0x11 },
      { field: "IF", expected: 1, got: 0 },
    ]);
    expect(broken.cpu.regs.ecx & 0x200).toBe(0x200);
  });
});

describe("the real processor under a deprivileged guest", () => {
  test.each([HOST, OTHER_HOST])("runs its kernel outside ring 0, interrupts on, IOPL too low for cli", (host) => {
    const real = deprivilege(guest, host);
    expect(cpl(real)).toBe(host.ring);
    expect(real.eflags & 0x200).toBe(0x200);
    expect((real.eflags >> 12) & 3).toBeLessThan(host.ring);
  });

  test("ends every guest segment below the hypervisor", () => {
    const real = deprivilege(guest, HOST);
    for (const { descriptor } of Object.values(real.segments)) expect(descriptor?.limit).toBe(HOST.base - 1);
  });

  test("shows the guest its own state again when nothing has happened", () => {
    const real = deprivilege(guest, HOST);
    expect(guestView(real, real, guest, HOST)).toEqual(guest);
  });

  test.each([0x1018, 0x0800])("a guest may have a GDT as long as it likes: selector %i", (selector) => {
    const [low, high] = encodeDescriptor({ base: 0x9000, limit: 0xff, type: 3, system: false, dpl: 0, present: true });
    const at = guest.gdtr.base + selector;
    const long = {
      ...guest,
      gdtr: { ...guest.gdtr, limit: 0xffff },
      memory: writeWord(writeWord(guest.memory, at, low), at + 4, high),
    };
    const { program } = assemble(
      `mov $${selector},%eax\nmov %eax,%es\nmov %eax,%es:0x10\nmov %es:0x10,%ebx\nhlt`,
      0x100000,
    );
    const native = run(long, program, 10).cpu;
    expect(native.regs.ebx).toBe(selector);
    expect(differences(native, runDeprivileged(long, program, 10).cpu)).toEqual([]);
    expect(differences(native, guestOf(execute(start(long, program), 100).state))).toEqual([]);
  });

  test("a guest that reaches for the hypervisor's memory is served from its own", () => {
    const { program } = assemble("mov 0xffc01018,%eax", 0x100000);
    const [instruction] = Object.values(program);
    if (!instruction) throw new Error("no instruction");
    const { trap, guest: after } = stepDeprivileged(guest, instruction);
    expect(trap?.name).toBe("#GP");
    expect(after.regs.eax).toBe(0); // not the shadow GDT that really lies there
  });
});
