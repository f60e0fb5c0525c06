import { expect, test } from "vitest";
import type { ModelRow } from "../timeline/paper-table.ts";
import type { FactSource } from "./facts.ts";
import { agreement, paperRows, unpublishedRows } from "./paper.ts";

const name = { ko: "가", en: "a" };
const source: FactSource = {
  ...{ id: "a", cite: "somebody", mark: "measured", unit: "us", testbed: name },
  systems: [
    { id: "L", world: "bare", name },
    { id: "X", world: "xen", name },
    { id: "U", name },
  ],
  tables: [
    {
      ...{ id: "processes", where: "Table 1", title: name, columns: ["fork", "stat"] },
      rows: { L: [100, 2], X: [200, 4], U: [9000, 40] },
    },
  ],
};
const row = (world: ModelRow["world"], column: string, microseconds: number, fitted = false): ModelRow => ({
  ...{ table: "processes", column, world, microseconds, fitted },
});
const MODEL = [row("bare", "fork", 90), row("xen", "fork", 300), row("bare", "exec", 400), row("xen", "exec", 500)];

const ratios = (measure: "time" | "overhead") =>
  paperRows(source, MODEL, measure).map(({ pairs }) => pairs.map(({ ratio }) => ratio));

test("a value is compared with the published one of its column and system", () => {
  expect(ratios("time")).toEqual([
    [0.9, 1.5, null],
    [null, null, null],
  ]);
});

test("an overhead is compared after each was divided by its own Linux on the hardware", () => {
  const [fork] = ratios("overhead");
  expect(fork?.[0]).toBe(1);
  expect(fork?.[1]).toBeCloseTo(300 / 90 / 2);
});

test("a system that is not modelled keeps its published value", () => {
  expect(paperRows(source, MODEL, "time")[0]?.pairs[2]).toMatchObject({ published: 9000, model: null, ratio: null });
});

test("what nobody published is listed by world", () => {
  expect(unpublishedRows(source, MODEL)).toEqual([
    { table: "processes", column: "exec", worlds: { bare: 400, xen: 500 } },
  ]);
});

test("what was fitted is told apart from what is foretold", () => {
  const rows = paperRows(source, [row("bare", "fork", 100, true), row("xen", "fork", 400)], "time");
  expect(agreement(rows, 1.3, true)).toMatchObject({ compared: 1, within: 1 });
  expect(agreement(rows, 1.3, false)).toMatchObject({ compared: 1, within: 0, furthest: { ratio: 2 } });
});

test("too slow and too fast are equally far off", () => {
  const found = agreement(paperRows(source, [row("bare", "fork", 50), row("xen", "fork", 250)], "time"), 1.3, false);
  expect(found).toMatchObject({ compared: 2, within: 1, furthest: { ratio: 0.5 } });
});
