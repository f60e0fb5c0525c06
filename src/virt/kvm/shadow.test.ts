import { expect, test } from "vitest";
import type { Paging } from "../../machine/mmu.ts";
import { entry, mapPage } from "../../machine/page-table.ts";
import type { ShadowOp } from "../shadow/shadow.ts";
import { kvmShadow, kvmShadowStep } from "./shadow.ts";
import { kvmPath } from "./trap-path.ts";

const PAGING: Paging = { mode: "32-bit", cr3: 1, writeProtect: true };
const PAGE = 0x0804_8000;
const FRAMES = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [n, 5000 + n]));
const start = () =>
  kvmShadow(
    mapPage({}, PAGING, PAGE, entry(50, { user: true, writable: true }), { free: 2 }).memory,
    PAGING,
    FRAMES,
    9000,
  );
const touch: ShadowOp = { op: "access", address: PAGE, access: { user: true, write: true } };
const setPte = (index: number): ShadowOp => ({ op: "write-entry", table: 2, index, value: entry(60 + index) });
const run = (...ops: ShadowOp[]) => {
  let step = { state: start(), events: [], exit: null } as ReturnType<typeof kvmShadowStep>;
  for (const op of ops) step = kvmShadowStep(step.state, op);
  return step;
};

test("a page that is touched for the first time exits, and then not again", () => {
  expect(run(touch).exit).toMatchObject({ reason: "EXCEPTION_NMI", detail: { fault: "hidden-fault" } });
  expect(run(touch, touch).exit).toBeNull();
  expect(run(touch, touch, touch).state.exits).toEqual({ EXCEPTION_NMI: 1 });
});

test("a page fault of the guest exits too, though it changes nothing", () => {
  const fault: ShadowOp = { op: "access", address: 0x1000, access: { user: true } };
  expect(run(fault).exit).toMatchObject({ reason: "EXCEPTION_NMI", detail: { fault: "true-fault" } });
});

test("writing one entry of a table in use exits; a table that is not in use is free", () => {
  expect(run(touch, setPte(1)).exit).toMatchObject({ reason: "EXCEPTION_NMI", detail: { fault: "trace-fault" } });
  expect(run(setPte(1)).exit).toBeNull();
});

test("mov cr3 and invlpg exit without EPT", () => {
  expect(run({ op: "mov-cr3", table: 1 }, { op: "invlpg", address: PAGE }).state.exits).toEqual({
    CR_ACCESS: 1,
    INVLPG: 1,
  });
});

test("a fork that writes to a whole table exits three times, not 1024", () => {
  const writes = Array.from({ length: 1024 }, (_, index) => setPte(index));
  expect(run(touch, ...writes).state.exits).toEqual({ EXCEPTION_NMI: 1 + 3 });
});

test("each exit has a way through KVM", () => {
  const { exit } = run(touch, setPte(1));
  expect(exit && kvmPath(exit.reason, exit.detail).states).toContain("kvm.writing-table");
  const device = run(
    { op: "write-entry", table: 2, index: 9, value: entry(4000) },
    {
      op: "access",
      address: 0x0800_9000,
      access: {},
    },
  ).exit;
  expect(device && kvmPath(device.reason, device.detail).exit).toBe("KVM_EXIT_MMIO");
});
