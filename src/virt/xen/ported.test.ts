import { expect, test } from "vitest";
import type { Op } from "../../machine/op.ts";
import { ported, xenOpPath } from "./ported.ts";
import { entriesIntoXen } from "./trap-path.ts";

const fault: Op = { op: "exception", vector: 14 };
const setPte = (count: number, live = true): Op => ({ op: "set-pte", space: 1, page: 1, count, live });
const cr3: Op = { op: "mov-cr3", space: 1 };

test("cli and sti are stores", () => {
  for (const op of ["cli", "sti", "irqsave"] as const) expect(ported(32, { op }).by).toBe("shared-memory");
});

test("a page takes two transitions into Xen: the fault, and the new entry", () => {
  expect(entriesIntoXen(xenOpPath(32, fault)) + entriesIntoXen(xenOpPath(32, setPte(1)))).toBe(2);
});

test("a 32-bit system call takes none, a 64-bit one takes two", () => {
  expect(entriesIntoXen(xenOpPath(32, { op: "syscall" }))).toBe(0);
  expect(entriesIntoXen(xenOpPath(64, { op: "syscall" }))).toBe(2);
});

test("a context switch executes a hypercall to change the page-table base", () => {
  expect(ported(32, cr3)).toEqual({ by: "hypercall", call: "mmu_update", times: 1, batched: true });
  expect(ported(64, cr3)).toMatchObject({ call: "mmuext_op" });
});

test("tables that are still being built are written without Xen; live ones 2048 entries at a time", () => {
  expect(ported(32, setPte(5000, false)).by).toBe("direct");
  expect(ported(32, setPte(5000))).toMatchObject({ by: "hypercall", times: 3 });
});

test("a guest has no devices of its own; domain 0 has, in 2003 even without a trap", () => {
  const op: Op = { op: "port-in", device: "ide", register: "status" };
  expect(ported(32, op)).toEqual({ by: "refused", why: "no-devices-of-its-own" });
  expect(ported(32, op, true).by).toBe("direct");
  expect(ported(64, op, true)).toEqual({ by: "trap", trap: { type: "privileged" } });
});

test("the way back needs Xen only with 64 bits", () => {
  expect(ported(32, { op: "iret" }).by).toBe("direct");
  expect(ported(64, { op: "iret" })).toMatchObject({ call: "iret" });
});
