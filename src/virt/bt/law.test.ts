import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu, PAGE_OFFSET, SYSTEM_CALL } from "../../machine/cpu/boot.ts";
import { differences } from "../../machine/cpu/compare.ts";
import { type Cpu, CR0, CR4 } from "../../machine/cpu/cpu.ts";
import type { Program } from "../../machine/cpu/instruction.ts";
import { kindOf } from "../../machine/cpu/kind.ts";
import { writeWord } from "../../machine/cpu/memory.ts";
import { run } from "../../machine/cpu/run.ts";
import { theorem } from "../explorer/classify.ts";
import { runDeprivileged } from "../trap/emulate.ts";
import { HOST } from "../trap/host.ts";
import { guestOf } from "./draft.ts";
import { execute, start } from "./execute.ts";
import { withPageTables } from "./guest-code.ts";

// Pieces of a random kernel. ESP and EDI (its data) stay as they are, so that it does not lose its stack. `next` is the
// label of the piece that follows.
const register = fc.constantFrom("%eax", "%ebx", "%ecx", "%edx", "%esi");
const number = (n: number) => `0x${n.toString(16)}`;
const constant = fc
  .oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0xffffffff }))
  .map((n) => `$${number(n)}`);
const place = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map((n) => `${number(n * 4)}(%edi)`),
  fc.integer({ min: 0, max: 15 }).map((n) => `data+${number(n * 4)}`),
  fc.integer({ min: 0, max: 3 }).map((n) => `${number(n * 4)}(%esp)`),
);
const source = fc.oneof(register, constant, place);
const alu = fc.constantFrom("add", "sub", "cmp", "and", "or", "xor", "test");
const safe = fc.oneof(
  fc.tuple(alu, fc.oneof(register, constant), register).map(([m, a, b]) => `${m} ${a},${b}`),
  fc.tuple(source, register).map(([a, b]) => `mov ${a},${b}`),
  fc.tuple(register, place).map(([a, b]) => `mov ${a},${b}`),
  fc.tuple(fc.constantFrom("inc", "dec", "push", "pop"), register).map(([m, a]) => `${m} ${a}`),
  fc.tuple(place, register).map(([a, b]) => `lea ${a},${b}`),
  constant.map((a) => `push ${a}`),
);
// Flags worth loading: any arithmetic ones, IF, IOPL; not TF, NT or VM, which the model refuses.
const flags = fc
  .integer({ min: 0, max: 0xfff })
  .map((n) => `$${number((n & 0x8d5) | ((n & 0x2) << 8) | (n & 0x100 ? 0x3000 : 0) | 2)}`);
const selector = fc.constantFrom(0x10, 0x18, 0x19, 0x1b, 0x23, 0x60, 0x70, 0x80).map((s) => `$${number(s)}`);
const sensitive = fc.oneof(
  fc.constantFrom("cli", "sti", "pushf", "sgdt data", "sidt data+8", "smsw %ecx", "smsw data", "push %cs", "push %ss"),
  fc.constantFrom("mov %cs,%edx", "str %esi", "sldt %ebx", "mov %cr0,%eax", "mov %cr3,%ecx", "mov %db7,%ebx", "clts"),
  fc.constantFrom(
    "lar %ecx,%eax",
    "lsl %ecx,%edx",
    "verr %cx",
    "verw %dx",
    "mov $0x2b,%ecx\nmov %ecx,%ds",
    "push $0x2b\npop %es",
  ),
  flags.map((value) => `push ${value}\npopf`),
  flags.map((value) => `push ${value}\npush $0x10\npush $next\niret`),
  fc.constantFrom("push %cs\npush $next\nlret", "lcall $0x10,$g", "ljmp $0x10,$next", "int $0x80"),
  fc.constantFrom("cpuid", "in $0x60,%al", "out %al,$0x80", "mov %cr3,%ebx\nmov %ebx,%cr3", "mov %eax,%db0", "wbinvd"),
  selector.map((s) => `mov ${s},%ecx`),
  selector.map((s) => `mov ${s},%ecx\nmov %ecx,%es`), // faults as often as not
);
const piece = fc.oneof({ weight: 3, arbitrary: safe }, { weight: 2, arbitrary: sensitive });

// With paging: entries of a page table change (and are invalidated), the pages are used, the address space is switched.
const page = fc.integer({ min: 0, max: 3 });
const entry = fc.constantFrom(0x30007, 0x31007, 0x32067, 0x33005, 0x34003, 0);
const paging = fc.oneof(
  fc.tuple(page, entry).map(([n, e]) => `movl $${number(e)},table+${number(n * 4)}\ninvlpg heap+${number(n * 0x1000)}`),
  fc.tuple(page, register).map(([n, r]) => `mov heap+${number(n * 0x1000 + 8)},${r}`),
  fc.tuple(page, register).map(([n, r]) => `mov table+${number(n * 4)},${r}`),
  fc.tuple(page, register).map(([n, r]) => `mov ${r},heap+${number(n * 0x1000 + 8)}`),
  fc.constantFrom("mov $0x14000,%ecx\nmov %ecx,%cr3", "mov $0x10000,%ecx\nmov %ecx,%cr3"),
);
const pagedPiece = fc.oneof(
  { weight: 1, arbitrary: safe },
  { weight: 1, arbitrary: sensitive },
  { weight: 6, arbitrary: paging },
);

// Jumps go forward only, so every program ends; calls go to routines behind the end.
const branch = fc.constantFrom("", "", "", "je %", "jb %", "js %", "jl %", "jmp %", "call f", "call *table_of_calls");
function programOf(pieces: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const part = fc.tuple(pieces, branch, fc.integer({ min: 1, max: 4 }));
  return fc.array(part, { minLength: 3, maxLength: 60, size: "max" }).map((parts) => {
    const label = (i: number) => `l${Math.min(i, parts.length)}`;
    const lines = parts.map(
      ([text, jump, ahead], i) =>
        `${label(i)}: ${text.replaceAll("next", `n${i}`)}\nn${i}: ${jump.replace("%", label(i + ahead))}`,
    );
    return [...lines, `${label(parts.length)}: hlt`, ROUTINES].join("\n");
  });
}
// A page fault is answered by demand paging: every page is mapped again, in the first address space, and the access retried.
const DEMAND = [0, 1, 2, 3].map(
  (n) => `movl $${number(0x30007 + n * 0x1000)},table+${n * 4}\ninvlpg heap+${n * 0x1000}`,
);
const ROUTINES = `
  f: inc %esi
     cli
     ret
  g: dec %esi
     lret
  system_call: mov 0x4(%esp),%ebx
     iret
  page_fault: push %eax
     mov %cr2,%eax
     mov %eax,data+0x44
     mov $0x10000,%eax
     mov %eax,%cr3
     ${DEMAND.join("\n")}
     pop %eax
     add $4,%esp
     iret
  fault: hlt`;

function kernelOf(text: string, base: 0 | typeof PAGE_OFFSET): { guest: Cpu; program: Program } {
  const names = {
    data: base + 0x9000,
    table_of_calls: base + 0x90fc,
    table: base + 0x11000,
    heap: base === 0 ? 0xa000 : 0x40000000,
  };
  const { program, labels } = assemble(text, base + 0x100000, names);
  const fault = { offset: labels.fault ?? 0 };
  const faults = Object.fromEntries([6, 10, 11, 12, 13].map((vector) => [vector, fault]));
  const call = { offset: labels.system_call ?? 0, dpl: 3 } as const;
  const cpu = bootCpu({
    kernelBase: base,
    handlers: { ...faults, 14: { offset: labels.page_fault ?? 0 }, [SYSTEM_CALL]: call },
  });
  const guest: Cpu = {
    ...cpu,
    eip: base + 0x100000,
    regs: { ...cpu.regs, edi: names.data, esp: cpu.regs.esp - 0x20 },
    memory: writeWord(cpu.memory, 0x90fc, labels.f ?? 0),
  };
  if (base === 0) return { guest, program };
  const paged = { cr0: (guest.cr0 | CR0.PG) >>> 0, cr3: 0x10000, cr4: CR4.PSE };
  return { guest: { ...guest, ...paged, memory: withPageTables(guest.memory) }, program };
}

const LIMIT = 2000; // instructions; none of the programs needs as many
const RUNS = 15; // of each property, to be quick; 1,500 were run when this was written
const SLOW = 60_000; // ms, on a busy machine
const sensitiveKinds = new Set(theorem("native").sensitive);

describe("a random kernel", () => {
  test.each([
    ["without paging", 0, piece],
    ["with page tables that it changes", PAGE_OFFSET, pagedPiece],
  ] as const)(
    "%s, translated, is to itself as it is natively in ring 0",
    (_, base, pieces) => {
      fc.assert(
        fc.property(programOf(pieces), (text) => {
          const { guest, program } = kernelOf(text, base);
          const native = run(guest, program, LIMIT);
          const { state } = execute(start(guest, program), LIMIT * 20);
          expect([state.stop, differences(native.cpu, guestOf(state))]).toEqual([native.stop, []]);
        }),
        { numRuns: RUNS },
      );
    },
    SLOW,
  );

  test(
    "emulated, it is as natively only where every sensitive instruction traps",
    () => {
      let wrong = 0;
      fc.assert(
        fc.property(programOf(piece), (text) => {
          const { guest, program } = kernelOf(text, 0);
          const native = run(guest, program, LIMIT);
          const imagined = runDeprivileged(
            guest,
            program,
            LIMIT,
            HOST,
            // CPUID is not sensitive, but this guest was promised another processor than the host has.
            (i) => sensitiveKinds.has(kindOf(i)) || i.mnemonic === "cpuid",
          );
          expect([imagined.stop, differences(native.cpu, imagined.cpu)]).toEqual([native.stop, []]);
          const x86 = runDeprivileged(guest, program, LIMIT);
          if (differences(native.cpu, x86.cpu).length > 0) wrong++;
        }),
        { numRuns: RUNS },
      );
      expect(wrong).toBeGreaterThan(RUNS / 10);
    },
    SLOW,
  );
});
