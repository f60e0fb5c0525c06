import { describe, expect, test } from "vitest";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu, inUserMode } from "../../machine/cpu/boot.ts";
import { differences } from "../../machine/cpu/compare.ts";
import { cpl } from "../../machine/cpu/cpu.ts";
import { readWord } from "../../machine/cpu/memory.ts";
import { run } from "../../machine/cpu/run.ts";
import { interrupt } from "../../machine/cpu/step.ts";
import { HOST } from "../trap/host.ts";
import { guestOf } from "./draft.ts";
import { execute, raiseInterrupt, start, stepTranslated } from "./execute.ts";
import { guestSystem, TIMER_VECTOR } from "./guest-code.ts";
import type { BtState } from "./state.ts";

function kernel(source: string) {
  const { program, labels } = assemble(source, 0x100000);
  return { program, labels, state: start({ ...bootCpu(), eip: 0x100000 }, program) };
}
const to = (state: BtState) => execute(state, 10_000);

describe("a block", () => {
  const { state, labels } = kernel("mov $5,%ecx\nloop: call f\ndec %ecx\njne loop\nhlt\nf: inc %eax\nret");

  test("is translated once and found from then on", () => {
    const { state: end, events } = to(state);
    const translations = events.filter((e) => e.type === "block.translated").map((e) => e.guest);
    expect(new Set(translations).size).toBe(translations.length);
    expect(end.counts).toMatchObject({ misses: translations.length, lookUps: 5 });
    expect(guestOf(end).regs.eax).toBe(5);
  });

  test("is not translated before it is reached", () => {
    expect(state.cache.blocks).toEqual({});
    const { state: first } = stepTranslated(state);
    expect(Object.keys(first.cache.blocks).map(Number)).toEqual([0x100000]);
  });

  test("once chained, is left without the hypervisor; returns still look up", () => {
    const { state: end } = to(state);
    const f = end.cache.blocks[labels.f ?? 0];
    expect(f?.life).toBe("translated"); // ends in a look-up: nothing to chain
    expect(end.cache.blocks[labels.loop ?? 0]?.life).toBe("chained");
    expect(end.counts.chained).toBeGreaterThan(0);
    expect(end.counts.chains).toBe(end.cache.code ? Object.values(end.cache.code).filter((p) => p.chained).length : 0);
  });

  test("of the tenth round costs no visit to the hypervisor", () => {
    const { state: spin } = kernel("mov $1000,%ecx\nloop: add %ecx,%eax\ndec %ecx\njne loop\nhlt");
    const { state: end } = to(spin);
    expect(end.counts).toMatchObject({ callOuts: 1, chains: 3, ident: 2001, chained: 997 });
  });
});

test("a guest's own return addresses lie on its stack, never the cache's", () => {
  const { state, labels } = kernel("call f\nhlt\nf: mov (%esp),%eax\nhlt");
  expect(guestOf(to(state).state).regs.eax).toBe((labels.f ?? 0) - 1);
});

test("cli and popf work on the virtual IF; the real one stays on", () => {
  const { state } = kernel("cli\nnop\nsti\nhlt");
  let now = stepTranslated(stepTranslated(state).state).state;
  expect(guestOf(now).eflags & 0x200).toBe(0);
  expect(now.real.eflags & 0x200).toBe(0x200);
  now = stepTranslated(stepTranslated(now).state).state;
  expect(guestOf(now).eflags & 0x200).toBe(0x200);
  expect([cpl(now.real), cpl(guestOf(now)), now.counts.callOuts]).toEqual([1, 0, 0]);
});

describe("user code, which is executed and not translated", () => {
  const { program } = assemble("sidt 0x9000\nmov 0x9000,%eax\npush $0x2\npopf\npushf\npop %ebx", 0x100000);
  const guest = { ...inUserMode(bootCpu()), eip: 0x100000 };
  const native = run(guest, program, 100).cpu;

  test("sees the hypervisor's IDT by sidt, for translation only covers the kernel", () => {
    const seen = guestOf(to(start(guest, program)).state);
    expect(differences(native, seen).map(({ field }) => field)).toEqual(["eax", "[0x9000]", "[0x9004]"]);
  });
  test("is right in everything else: popf could not change IF in ring 3 before either", () => {
    const seen = guestOf(to(start(guest, program)).state);
    expect(seen.regs.ebx).toBe(native.regs.ebx);
  });
  test("traps on sidt where the hypervisor has UMIP", () => {
    const seen = guestOf(to(start(guest, program, { ...HOST, umip: true })).state);
    expect(differences(native, seen)).toEqual([]);
  });
});

describe("a Linux-like guest with a program", () => {
  const { guest, program, labels } = guestSystem();
  const native = run(guest, program, 1000);
  const { state, events } = to(start(guest, program));

  test("ends as it does on a machine of its own, page tables and all", () => {
    expect([native.stop, state.stop]).toEqual(["halted", "halted"]);
    expect(differences(native.cpu, guestOf(state))).toEqual([]);
    expect(readWord(native.cpu.memory, 0x30000)).toBe(42);
    expect(native.cpu.cr3).toBe(0x14000);
  });

  test("is right after every single step too, wherever guest and bare machine are at the same instruction", () => {
    let [bare, virtual] = [guest, start(guest, program)];
    let compared = 0;
    while (!virtual.stop) {
      virtual = stepTranslated(virtual).state;
      const seen = guestOf(virtual);
      const next = run(bare, program, 1).cpu;
      if (differences(next, seen).length === 0) {
        bare = next;
        compared++;
      }
    }
    expect(compared).toBe(native.steps);
  });

  test("runs its program directly and translates none of it", () => {
    expect(state.counts.direct).toBe(42); // its four int 0x80 are played
    for (const block of Object.values(state.cache.blocks)) expect(block.guest).toBeGreaterThanOrEqual(0xc0100000);
  });

  test("leaves ring 3 by int 0x80 as a trap that the hypervisor plays", () => {
    const traps = events.filter((e) => e.type === "fault.taken" && e.what === "emulate");
    expect(traps).toHaveLength(4);
  });

  test("takes hidden faults that a bare machine does not have", () => {
    expect(state.counts.hiddenFaults).toBeGreaterThan(0);
    expect(state.counts.guestFaults).toBe(0);
  });

  test("its page-table store is copied while nobody has used that table; then it faults twice, is translated anew, and is then played by a call", () => {
    const store = labels.set_pte ?? 0;
    expect(state.cache.traceFaults[store]).toBe(2);
    expect(events.filter((e) => e.type === "store.simulated")).toEqual([{ type: "store.simulated", of: store }]);
    expect(state.counts).toMatchObject({ traceFaults: 2, simulated: 6 });
    expect(state.cache.blocks[store]?.life).toBe("retranslated");
  });

  test("wakes from hlt by a timer interrupt, runs the handler, and idles again", () => {
    const woken = interrupt(native.cpu, TIMER_VECTOR);
    if (woken === "shutdown") throw new Error("shutdown");
    const again = run(woken, program, 100);
    const { state: end } = to(raiseInterrupt(state, TIMER_VECTOR).state);
    expect([again.stop, end.stop, end.counts.interrupts]).toEqual(["halted", "halted", 1]);
    expect(differences(again.cpu, guestOf(end))).toEqual([]);
    expect(again.cpu.ports[0x20]).toBe(0x20);
  });

  test("an interrupt while the guest has its own off waits until it has them on", () => {
    const inside = raiseInterrupt(firstAt(start(guest, program), labels.restore_all ?? 0), TIMER_VECTOR).state;
    const { events: later } = execute(inside, 60);
    const taken = later.findIndex((e) => e.type === "interrupt.taken");
    const iret = later.findIndex((e) => e.type === "vmm.called" && program[e.of]?.mnemonic === "iret");
    expect(iret).toBeGreaterThanOrEqual(0);
    expect(taken).toBeGreaterThan(iret);
  });

  test("survives JSON in the middle of its run", () => {
    const middle = execute(start(guest, program), 150).state;
    const copy = JSON.parse(JSON.stringify(middle)) as BtState;
    expect(copy).toEqual(middle);
    expect(differences(native.cpu, guestOf(to(copy).state))).toEqual([]);
  });
});

function firstAt(state: BtState, eip: number): BtState {
  let now = state;
  while (!now.stop && guestOf(now).eip !== eip) now = stepTranslated(now).state;
  return now;
}
