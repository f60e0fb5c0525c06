import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu } from "../../machine/cpu/boot.ts";
import { differences } from "../../machine/cpu/compare.ts";
import type { Cpu } from "../../machine/cpu/cpu.ts";
import type { Program } from "../../machine/cpu/instruction.ts";
import { kindOf } from "../../machine/cpu/kind.ts";
import { run } from "../../machine/cpu/run.ts";
import { theorem } from "../explorer/classify.ts";
import { runDeprivileged } from "../trap/emulate.ts";
import { HOST } from "../trap/host.ts";
import { guestOf } from "./draft.ts";
import { execute, start } from "./execute.ts";

const CODE = 0x100000;

// Pieces of a random kernel. ESP, EDI (data) and EBP (a frame) stay as they are, so that it does not lose its stack.
const register = fc.constantFrom("%eax", "%ebx", "%ecx", "%edx", "%esi");
const constant = fc
  .oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0xffffffff }))
  .map((n) => `$0x${n.toString(16)}`);
const place = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map((n) => `0x${(n * 4).toString(16)}(%edi)`),
  fc.integer({ min: 0, max: 15 }).map((n) => `0x${(0x9000 + n * 4).toString(16)}`),
  fc.integer({ min: 0, max: 3 }).map((n) => `0x${(n * 4).toString(16)}(%esp)`),
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
  .map((n) => ((n & 0x8d5) | ((n & 0x2) << 8) | (n & 0x100 ? 0x3000 : 0) | 2) >>> 0);
const sensitive = fc.oneof(
  fc.constantFrom(
    "cli",
    "sti",
    "pushf",
    "sgdt 0x9000",
    "sidt 0x9008",
    "smsw %ecx",
    "mov %cs,%edx",
    "push %cs",
    "push %ss",
  ),
  fc.constantFrom("str %esi", "sldt %ebx", "mov %cr0,%eax", "mov %cr3,%ecx", "mov %db7,%ebx", "clts", "int $0x80"),
  fc.constantFrom("lar %ecx,%eax", "lsl %ecx,%edx", "verr %cx", "verw %dx", "mov %ecx,%ds", "push $0x2b\npop %es"),
  flags.map((value) => `push $0x${value.toString(16)}\npopf`),
  fc.constantFrom("cpuid", "in $0x60,%al", "out %al,$0x80", "mov %eax,%cr3", "mov %eax,%db0"),
  fc.constantFrom(0x10, 0x18, 0x19, 0x1b, 0x23, 0x60, 0x70, 0x79, 0x80).map((s) => `mov $0x${s.toString(16)},%ecx`),
);
const piece = fc.oneof({ weight: 3, arbitrary: safe }, { weight: 2, arbitrary: sensitive });

// Jumps go forward only, so every program ends; calls go to two routines behind the end.
const program = fc
  .array(
    fc.tuple(
      piece,
      fc.constantFrom("", "", "", "je", "jb", "js", "jl", "jmp", "call f", "call *table", "ljmp"),
      fc.integer({ min: 1, max: 4 }),
    ),
    {
      minLength: 3,
      maxLength: 30,
    },
  )
  .map((pieces) => {
    const lines = pieces.map(([text, branch, ahead], i) => {
      const to = `l${Math.min(i + ahead, pieces.length)}`;
      const jump =
        branch === ""
          ? ""
          : branch === "call f"
            ? "call f"
            : branch === "call *table"
              ? "call *0x90fc"
              : branch === "ljmp"
                ? `ljmp $0x10,$${to}`
                : `${branch} ${to}`;
      return `l${i}: ${text}\n${jump}`;
    });
    return [
      ...lines,
      `l${pieces.length}: hlt`,
      "f: inc %esi\ncli\nret",
      "system_call: mov 0x4(%esp),%ebx\niret",
      "fault: hlt",
    ].join("\n");
  });

function kernelOf(text: string): { guest: Cpu; program: Program } {
  const { program, labels } = assemble(text, CODE);
  const fault = { offset: labels.fault ?? 0 };
  const cpu = bootCpu({
    handlers: {
      6: fault,
      10: fault,
      11: fault,
      12: fault,
      13: fault,
      128: { offset: labels.system_call ?? 0, dpl: 3 },
    },
  });
  const prepared = assemble(
    `mov $${labels.f},%eax\n mov %eax,0x90fc\n mov $0x9000,%edi\n xor %eax,%eax\n sub $0x20,%esp`,
    0x80000,
  );
  return { guest: { ...run({ ...cpu, eip: 0x80000 }, prepared.program, 20).cpu, eip: CODE }, program };
}

const LIMIT = 2000; // instructions; none of the programs needs as many
const RUNS = 40;
const SLOW = 60_000; // ms, on a busy machine
const sensitiveKinds = new Set(theorem("native").sensitive);

describe("a random kernel", () => {
  test(
    "translated is, to itself, as it is natively in ring 0",
    () => {
      fc.assert(
        fc.property(program, (text) => {
          const { guest, program } = kernelOf(text);
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
        fc.property(program, (text) => {
          const { guest, program } = kernelOf(text);
          const native = run(guest, program, LIMIT);
          const imagined = runDeprivileged(
            guest,
            program,
            LIMIT,
            HOST,
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
