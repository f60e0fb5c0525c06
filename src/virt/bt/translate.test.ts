import { describe, expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu } from "../../machine/cpu/boot.ts";
import { start, stepTranslated } from "./execute.ts";
import { sideBySide } from "./look.ts";
import { translate, UNIT_MAX } from "./translate.ts";

const unit = (source: string) => translate(assemble(source, 0x1000).program, 0x1000);
const kinds = (source: string) => unit(source).code.map(({ kind }) => kind);

/** What one guest instruction becomes, as text. */
function becomes(text: string): readonly string[] {
  const { program } = assemble(text, 0x100000);
  const { state } = stepTranslated(start({ ...bootCpu(), eip: 0x100000 }, program));
  return sideBySide(state, 0x100000).flatMap(({ cache }) => cache.map((line) => line.text));
}

describe("a translation unit", () => {
  test("takes in at most twelve instructions", () => {
    const { source, code } = unit("nop\n".repeat(20));
    expect([source.length, code.length, code.at(-1)?.kind]).toEqual([UNIT_MAX, UNIT_MAX + 1, "exit"]);
  });
  test("ends where control may go elsewhere", () => {
    expect(kinds("nop\njne 0x2000\nnop")).toEqual(["ident", "exit", "exit"]);
    expect(kinds("nop\nret\nnop")).toEqual(["ident", "in-tc", "look-up"]);
    expect(kinds("hlt\nnop")).toEqual(["call-out"]);
  });
  test("never ends between sti and the instruction it shields", () => {
    expect(unit(`${"nop\n".repeat(11)}sti\nhlt`).source).toHaveLength(11);
  });
  test("translates a store that is to be simulated into a call", () => {
    const { program } = assemble("mov %eax,(%edi)\nhlt", 0x1000);
    expect(translate(program, 0x1000, { 4096: true }).code[0]).toEqual({
      kind: "call-out",
      of: 0x1000,
      service: "simulate",
    });
  });
});

test.each([
  ["add $0x1,%eax", ["add $0x1,%eax"]],
  ["cli", ["movl $0x0,%gs:0x0"]],
  ["sti", ["movl $0x200,%gs:0x0"]],
  ["push %cs", ["push %gs:0x10"]],
  ["mov %ds,%eax", ["mov %gs:0x18,%eax"]],
  ["str %ecx", ["mov %gs:0x2c,%ecx"]],
  ["mov %cr0,%eax", ["mov %gs:0x30,%eax"]],
  ["mov %eax,%cr3", ["call <emulate mov %eax,%cr3>"]],
  ["mov %eax,%ds", ["call <emulate mov %eax,%ds>"]],
  ["in $0x60,%al", ["call <emulate in $0x60,%al>"]],
  ["mov %gs:0x10,%eax", ["call <emulate mov %gs:0x10,%eax>"]], // %gs is the translator's own
])("%s becomes %j", (text, lines) => {
  expect(becomes(text).slice(0, lines.length)).toEqual(lines);
});

test.each([
  ["call 0x100100", ["push $0x100005", "jmp <translate 0x100100>"]],
  ["ret", ["pop %gs:0x40", "jmp <look up %gs:0x40>"]],
  ["ret $0x8", ["pop %gs:0x40", "lea 0x8(%esp),%esp", "jmp <look up %gs:0x40>"]],
  ["jmp *%eax", ["mov %eax,%gs:0x40", "jmp <look up %gs:0x40>"]],
  ["jne 0x100100", ["jne <translate 0x100100>", "jmp <translate 0x100006>"]],
  ["iret", ["call <emulate iret>"]],
])("%s ends a block as %j", (text, lines) => {
  expect(becomes(text)).toEqual(lines);
});

test("nothing that is emitted is sensitive except pushf and popf, which are left with what they do well in ring 1", () => {
  const emitted = [
    "pushf",
    "popf",
    "cli",
    "sti",
    "push %cs",
    "mov %cs,%eax",
    "sldt %eax",
    "mov %cr3,%eax",
    "ret",
    "call *%eax",
  ].flatMap((text) => unit(text).code.flatMap((e) => ("instruction" in e ? [e.instruction.mnemonic] : [])));
  expect(new Set(emitted)).toEqual(new Set(["pushf", "mov", "lea", "and", "popf", "push", "pop"]));
});
