import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyTable, get, keys, lookup, remove, set, type Table, values } from "./table.ts";

type T = Table<number, string>;

const filled = (entries: Iterable<readonly [number, string]>): T => {
  let t: T = emptyTable();
  for (const [k, v] of entries) t = set(t, k, v);
  return t;
};

const operation = fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.option(fc.string(), { nil: null }));

test("holds what a Map would hold, in key order", () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      let t: T = emptyTable();
      const map = new Map<number, string>();
      for (const [key, value] of operations) {
        t = value === null ? remove(t, key) : set(t, key, value);
        if (value === null) map.delete(key);
        else map.set(key, value);
      }
      const sorted = [...map].sort(([a], [b]) => a - b);
      expect(keys(t)).toEqual(sorted.map(([k]) => k));
      expect(values(t)).toEqual(sorted.map(([, v]) => v));
      expect(t.size).toBe(map.size);
    }),
  );
});

test("an old table keeps its entries when a new one is made from it", () => {
  const old = filled([[1, "init"]]);
  set(old, 1, "changed");
  set(old, 5000, "grown");
  expect(values(old)).toEqual(["init"]);
});

test("an update shares the rest of the table", () => {
  const big = filled(Array.from({ length: 4096 }, (_, i) => [i, "x"] as const));
  const next = set(big, 7, "y");
  expect(next.root[1]).toBe(big.root[1]);
});

test("comes back from JSON unchanged", () => {
  const t = filled([
    [3, "a"],
    [1023, "b"],
    [70_000, "c"],
  ]);
  expect(JSON.parse(JSON.stringify(t))).toEqual(t);
});

test("a missing entry is loud", () => {
  expect(get(emptyTable(), 4)).toBeUndefined();
  expect(() => lookup(emptyTable(), 4)).toThrow("no entry 4");
});
