import { describe, expect, test } from "vitest";
import { guestLevels, mostReferences, threeWalks, type WalkChoice } from "./three-walks.ts";

const CHOICE: WalkChoice = { mode: "4-level", guestLevel: 1, eptLevels: 4, hostLarge: false };
const walks = (choice: Partial<WalkChoice>) => threeWalks({ ...CHOICE, ...choice });
const counts = ({ native, nested, shadow }: ReturnType<typeof threeWalks>) => [
  ...[native.length, nested.length, shadow.length],
];

test("4 references natively, 24 nested, 4 in the shadow", () => {
  expect(counts(walks({}))).toEqual([4, 24, 4]);
});

test.each(["32-bit", "pae", "4-level", "5-level"] as const)("a %s guest needs what the formula says", (mode) => {
  for (const eptLevels of [4, 5] as const) {
    expect(walks({ mode, eptLevels }).nested).toHaveLength(mostReferences(mode, eptLevels));
  }
});

test("large pages shorten the walk in both dimensions", () => {
  expect(counts(walks({ guestLevel: 2 }))).toEqual([3, 19, 4]); // the shadow splits a large page
  expect(counts(walks({ guestLevel: 2, hostLarge: true }))).toEqual([3, 15, 4]);
  expect(counts(walks({ guestLevel: 3, hostLarge: true }))).toEqual([2, 11, 4]);
});

describe("before the first walk succeeds", () => {
  test("each of the guest's tables and the page cost one violation, however many a large page brings in at once", () => {
    expect(walks({}).exits).toEqual({ nested: 5, shadow: 1 });
    expect(walks({ hostLarge: true }).exits.nested).toBe(2);
  });
});

test("a page may be mapped only where the mode has pages of that size", () => {
  expect(guestLevels("32-bit")).toEqual([1, 2]);
  expect(guestLevels("4-level")).toEqual([1, 2, 3]);
  expect(() => walks({ mode: "32-bit", guestLevel: 3 })).toThrow("no 32-bit page is mapped at level 3");
});
