import { expect, test } from "vitest";
import type { Translation } from "./mmu.ts";
import { emptyTlb, type Tlb, tlbCrossing, tlbFill, tlbFlush, tlbInvlpg, tlbLookup, tlbMovCr3 } from "./tlb.ts";

const ONE = { vpid: 0, pcid: 1 };
const TWO = { vpid: 0, pcid: 2 };
const found = (frame: number, more: Partial<Translation> = {}): Translation => ({
  ok: true,
  frame,
  level: 1,
  writable: true,
  user: true,
  executable: true,
  global: false,
  dirty: true,
  ...more,
});
const fill = (tlb: Tlb, page: number, more: Partial<Translation> = {}, tag = ONE) =>
  tlbFill(tlb, tag, "4-level", page * 4096, found(page + 100, more));

test("a translation is remembered for every byte of its page", () => {
  const tlb = fill(emptyTlb(4), 3);
  expect(tlbLookup(tlb, ONE, 3 * 4096 + 4095)?.frame).toBe(103);
  expect(tlbLookup(tlb, ONE, 4 * 4096)).toBeUndefined();
});

test("one entry holds a large page", () => {
  const tlb = tlbFill(emptyTlb(4), ONE, "4-level", 2 ** 21 + 5 * 4096, found(512 + 5, { level: 2 }));
  expect(tlbLookup(tlb, ONE, 2 ** 21 + 9 * 4096)).toMatchObject({ frame: 512, size: 2 ** 21 });
});

test("mov cr3 forgets all but global pages, and only those of its own PCID", () => {
  let tlb = fill(emptyTlb(4), 1);
  tlb = fill(tlb, 2, { global: true });
  tlb = fill(tlb, 3, {}, TWO);
  const after = tlbMovCr3(tlb, ONE);
  expect(tlbLookup(after, ONE, 4096)).toBeUndefined();
  expect(tlbLookup(after, TWO, 2 * 4096)?.global).toBe(true); // global: in every address space
  expect(tlbLookup(after, TWO, 3 * 4096)).toBeDefined();
  expect(tlbMovCr3(tlb, ONE, true)).toBe(tlb);
});

test("another process does not see a translation of this one", () => {
  expect(tlbLookup(fill(emptyTlb(4), 1), TWO, 4096)).toBeUndefined();
});

test("invlpg forgets one page, a global one too", () => {
  const tlb = fill(fill(emptyTlb(4), 1, { global: true }), 2);
  const after = tlbInvlpg(tlb, ONE, 4096);
  expect(tlbLookup(after, ONE, 4096)).toBeUndefined();
  expect(tlbLookup(after, ONE, 2 * 4096)).toBeDefined();
});

test("a changed CR4.PGE forgets global pages as well", () => {
  expect(tlbFlush(fill(emptyTlb(4), 1, { global: true }), 0).entries).toEqual([]);
});

test("without VPIDs a VM exit empties the TLB; with them host and guest keep their own", () => {
  const tlb = fill(fill(emptyTlb(4), 1), 1, {}, { vpid: 7, pcid: 1 });
  expect(tlbCrossing(tlb, false).entries).toEqual([]);
  expect(tlbCrossing(tlb, true)).toBe(tlb);
  expect(tlbLookup(tlbFlush(tlb, 7), ONE, 4096)).toBeDefined();
});

test("the oldest makes room", () => {
  const tlb = [1, 2, 3].reduce((now, page) => fill(now, page), emptyTlb(2));
  expect(tlb.entries.map(({ page }) => page / 4096)).toEqual([2, 3]);
});
