import { describe, expect, test } from "vitest";
import { threeWalks, type WalkChoice } from "../virt/walks/three-walks.ts";
import { outline, textBoxes } from "./placed.ts";
import { describeWalks, nativeGrid, nestedGrid, shadowGrid } from "./three-walks.ts";
import { walkGrid } from "./walk-grid.ts";

const CHOICE: WalkChoice = { mode: "4-level", guestLevel: 1, eptLevels: 4, hostLarge: false };
const walks = threeWalks(CHOICE);

describe.each([960, 358])("in %i px", (width) => {
  test.each(["ko", "en"] as const)("no cell leaves the picture, and no word its cell (%s)", (lang) => {
    const wide = threeWalks({ ...CHOICE, mode: "5-level", eptLevels: 5 });
    for (const grid of [nativeGrid(walks, lang), nestedGrid(walks, 4, lang), nestedGrid(wide, 5, lang)]) {
      const [frame, ...things] = walkGrid(grid, { width, title: "t", at: 5 });
      for (const thing of things) {
        const box = outline(thing);
        expect(box.x, thing.key).toBeGreaterThanOrEqual(0);
        expect(box.x + box.w, thing.key).toBeLessThanOrEqual(width);
        expect(box.y + box.h, thing.key).toBeLessThanOrEqual(frame?.h ?? 0);
        for (const text of thing.kind === "walk-cell" ? textBoxes(thing) : []) {
          expect(text.x, thing.key).toBeGreaterThanOrEqual(box.x);
          expect(text.x + text.w, thing.key).toBeLessThanOrEqual(box.x + box.w);
        }
      }
    }
  });
});

test("the cells are lit in the order in which the processor reads them", () => {
  const state = (at: number) =>
    walkGrid(nestedGrid(walks, 4, "en"), { width: 900, title: "t", at })
      .filter(({ kind }) => kind === "walk-cell")
      .map(({ data }) => data?.state);
  expect(state(0)).toEqual(Array(24).fill("ahead"));
  expect(state(7)).toEqual([...Array(6).fill("past"), "now", ...Array(17).fill("ahead")]);
});

test("a row is a table that has to be found, and the last is the byte's page", () => {
  const { rows, columns, cells } = nestedGrid(walks, 4, "en");
  expect(rows).toEqual(["L4 PML4", "L3 PDPT", "L2 PD", "L1 PT", "the byte"]);
  expect(columns).toEqual(["EPT L4", "EPT L3", "EPT L2", "EPT L1", "guest entry"]);
  expect(cells[4]).toMatchObject({ row: 0, column: 4, owner: "guest" });
  expect(cells[23]).toMatchObject({ row: 4, column: 3, owner: "hypervisor" });
});

test("an EPT of large pages leaves out its last column", () => {
  const { cells } = nestedGrid(threeWalks({ ...CHOICE, hostLarge: true }), 4, "en");
  expect(cells.filter(({ column }) => column === 3)).toEqual([]);
});

test("each walk has a sentence, with the numbers of the run", () => {
  expect(describeWalks(walks, "en").nested).toContain("24 reads of page tables, 4 of the guest's and 20");
  expect(describeWalks(walks, "ko").native).toContain("4번");
  expect(shadowGrid(walks, "en").cells.every(({ owner }) => owner === "hypervisor")).toBe(true);
});
