import fc from "fast-check";
import { expect, test } from "vitest";
import { differences } from "./lcs.ts";

const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });

/** Length of a longest common subsequence, the slow and sure way. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (const [j, y] of b.entries()) next.push(x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row[b.length] ?? 0;
}

test("the changes turn one file into the other", () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const made: string[] = [];
      let at = 0;
      for (const h of differences(a, b)) {
        made.push(...a.slice(at, h.aFrom), ...b.slice(h.bFrom, h.bTo));
        at = h.aTo;
      }
      expect([...made, ...a.slice(at)]).toEqual(b);
    }),
  );
});

test("there are as few of them as can be", () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const changed = differences(a, b).reduce((n, h) => n + (h.aTo - h.aFrom) + (h.bTo - h.bFrom), 0);
      expect(changed).toBe(a.length + b.length - 2 * common(a, b));
    }),
  );
});

test("of equal edits the one furthest down is chosen, as GNU diff does", () => {
  expect(differences(["a", "b", "a", "b"], ["a", "b", "a", "b", "a", "b"])).toEqual([
    { aFrom: 4, aTo: 4, bFrom: 4, bTo: 6 },
  ]);
});
