// The model held to the paper: every published row of the three tables, in the three systems that are modelled.

import { join } from "node:path";
import { expect, test } from "vitest";
import { readAllFacts } from "../bin/facts.ts";
import { paperRows } from "../src/learn/paper.ts";
import { modelRows } from "../src/timeline/paper.ts";
import { PAPER_WORLDS } from "../src/timeline/paper-table.ts";

const BAND = 1.3; // how far apart the model and a published time may be, as a factor

const source = readAllFacts(join(import.meta.dirname, "..")).find(({ id }) => id === "barham-2003");
if (!source) throw new Error("the paper's facts are missing");
const model = PAPER_WORLDS.flatMap((world) => [...modelRows(world)].flat());
const pairs = paperRows(source, model, "time").flatMap(({ table, column, pairs: all }) =>
  all
    .filter(({ system }) => system.world !== undefined)
    .map((pair) => ({ row: `${table.id}, ${column}, ${pair.system.id}`, ...pair })),
);

test("every published time of a system that is modelled has one of the model beside it", () => {
  expect(pairs).toHaveLength(66);
  expect(pairs.filter(({ model: found }) => found === null).map(({ row }) => row)).toEqual([]);
});

test(`the model is within a factor of ${BAND} of every one`, () => {
  const out = pairs.filter(({ ratio }) => ratio === null || ratio > BAND || ratio < 1 / BAND);
  expect(out.map(({ row, ratio }) => `${row}: ${ratio?.toFixed(2)}`)).toEqual([]);
});

test("the order of the techniques is the paper's: a fork is dearest under translation, cheapest on the hardware", () => {
  const fork = (world: string) => model.find((row) => row.world === world && row.column === "fork")?.microseconds ?? 0;
  expect(fork("bare")).toBeLessThan(fork("xen"));
  expect(fork("xen")).toBeLessThan(fork("vmware-2003"));
});
