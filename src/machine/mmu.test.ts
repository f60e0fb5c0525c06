import fc from "fast-check";
import { expect, test } from "vitest";
import { markUsed, PAGE_FAULT, type Paging, walk } from "./mmu.ts";
import { entry, entryAt, levelsOf, type Memory, mapPage, type PagingMode, spanOf } from "./page-table.ts";

const ADDRESS = 0x0804_8123;
const paging = (mode: PagingMode): Paging => ({ mode, cr3: 1, writeProtect: true });
const mapped = (mode: PagingMode, bits = {}, memory: Memory = {}) =>
  mapPage(memory, paging(mode), ADDRESS, entry(77, { user: true, ...bits }), { free: 2 }).memory;

test.each<[PagingMode, number, number]>([
  ["32-bit", 2, 2],
  ["pae", 3, 2], // the top entry comes from a register
  ["4-level", 4, 4],
  ["5-level", 5, 5],
])("a walk of %s tables reads %i entries, %i of them from memory", (mode, entries, fromMemory) => {
  const { references, outcome } = walk(mapped(mode), paging(mode), ADDRESS, { user: true });
  expect(outcome).toMatchObject({ ok: true, frame: 77, level: 1 });
  expect(references.map(({ level }) => level)).toEqual([...Array(entries).keys()].map((n) => entries - n));
  expect(references.filter(({ from }) => from === "memory")).toHaveLength(fromMemory);
});

test("a walk goes from table to table by the bits of the address", () => {
  const { references } = walk(mapped("32-bit"), paging("32-bit"), ADDRESS);
  expect(references.map(({ table, index }) => [table, index])).toEqual([
    [1, 0x20],
    [2, 0x48],
  ]);
});

test.each<[string, object, object, number]>([
  ["a read of a page that is not there", { present: false }, {}, 0],
  ["a user's write to a page that is not there", { present: false }, { write: true, user: true }, 6],
  ["a write to a read-only page", {}, { write: true, user: true }, 7],
  ["a kernel's write to a read-only page", {}, { write: true }, 3],
  ["a user's read of a kernel page", { user: false }, { user: true }, 5],
  ["a fetch from a no-execute page", { noExecute: true }, { fetch: true, user: true }, 21],
])("%s faults with its error code", (_, bits, access, errorCode) => {
  const { outcome } = walk(mapped("4-level", bits), paging("4-level"), ADDRESS, access);
  expect(outcome).toMatchObject({ ok: false, errorCode, level: 1 });
});

test("a walk stops at the first level that is not present", () => {
  const { references, outcome } = walk({}, paging("4-level"), ADDRESS, { fetch: true });
  expect(references).toHaveLength(1);
  expect(outcome).toEqual({ ok: false, level: 4, errorCode: PAGE_FAULT.ID });
});

test("32-bit paging does not tell a fetch from a read", () => {
  expect(walk({}, paging("32-bit"), ADDRESS, { fetch: true }).outcome).toMatchObject({ errorCode: 0 });
});

test("without CR0.WP the kernel writes to read-only pages, a user does not", () => {
  const lax = { ...paging("4-level"), writeProtect: false };
  expect(walk(mapped("4-level"), lax, ADDRESS, { write: true }).outcome.ok).toBe(true);
  expect(walk(mapped("4-level"), lax, ADDRESS, { write: true, user: true }).outcome.ok).toBe(false);
});

test("a large page ends the walk early, and must begin where its size divides", () => {
  const at = (frame: number) =>
    mapPage({}, paging("4-level"), ADDRESS, entry(frame, { large: true }), { free: 2, level: 2 }).memory;
  const { references, outcome } = walk(at(512), paging("4-level"), ADDRESS);
  expect(references).toHaveLength(3);
  expect(outcome).toMatchObject({ ok: true, frame: 512 + 0x48, level: 2 });
  expect(walk(at(513), paging("4-level"), ADDRESS).outcome).toMatchObject({
    errorCode: PAGE_FAULT.P | PAGE_FAULT.RSVD,
  });
});

test("a write sets A on every level and D on the last", () => {
  const memory = mapped("4-level", { writable: true });
  const used = markUsed(memory, walk(memory, paging("4-level"), ADDRESS, { write: true }), true);
  const { references } = walk(used, paging("4-level"), ADDRESS);
  expect(references.map(({ entry: e }) => [e?.accessed, e?.dirty])).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [true, true],
  ]);
  expect(entryAt(memory, 1, 0)?.accessed).toBe(false); // the old value stays as it was
});

test("what is mapped is found, and nothing else changes", () => {
  const page = fc.integer({ min: 0, max: 2 ** 20 - 1 });
  fc.assert(
    fc.property(
      fc.constantFrom<PagingMode>("32-bit", "pae", "4-level", "5-level"),
      fc.uniqueArray(page, { minLength: 2, maxLength: 12 }),
      (mode, pages) => {
        let memory: Memory = {};
        let free = 100;
        for (const n of pages) {
          const next = mapPage(memory, paging(mode), n * 4096, entry(5000 + n), { free });
          memory = next.memory;
          free += next.made.length;
        }
        for (const n of pages) {
          const { references, outcome } = walk(memory, paging(mode), n * 4096 + 5);
          expect(outcome).toMatchObject({ ok: true, frame: 5000 + n });
          expect(references).toHaveLength(levelsOf(mode));
        }
        const other = spanOf("4-level", 1) * (2 ** 20 - 1 - (pages[0] as number));
        if (!pages.includes(other / 4096)) expect(walk(memory, paging(mode), other).outcome.ok).toBe(false);
      },
    ),
  );
});
