import { join } from "node:path";
import { expect, test } from "vitest";
import { readAllFacts, readFacts } from "../bin/facts.ts";

const sources = readAllFacts(join(import.meta.dirname, ".."));
const xen = sources.find(({ id }) => id === "barham-2003");
const yaml = (rows: string): string => `
id: a
cite: somebody
mark: measured
unit: us
testbed: { ko: 가, en: a }
systems: [{ id: L, name: { ko: 가, en: a } }]
tables: [{ id: t, where: Table 1, title: { ko: 가, en: a }, columns: [one, two], rows: ${rows} }]`;
const read = (rows: string) => readFacts({ file: "a.yaml", text: yaml(rows) });

test("the paper of 2003 measured five systems in 22 columns", () => {
  expect(xen?.systems).toHaveLength(5);
  expect(xen?.tables.map(({ columns }) => columns.length)).toEqual([8, 7, 7]);
});

test("a process on Xen takes 1.8 times as long to fork as on the hardware", () => {
  const processes = xen?.tables.find(({ id }) => id === "processes");
  const fork = processes?.columns.indexOf("fork") ?? -1;
  const at = (system: string) => processes?.rows[system]?.[fork] ?? Number.NaN;
  expect(at("Xen") / at("L-UP")).toBe(1.8);
});

test("a row must have a value for every column, and belong to a system", () => {
  expect(read("{ L: [1, 2] }").tables).toHaveLength(1);
  expect(() => read("{ L: [1] }")).toThrow("a.yaml: t: L has 1 values for 2 columns");
  expect(() => read("{ L: [1, 2], M: [1, 2] }")).toThrow("a.yaml: t: M: no such system");
  expect(() => read("{ L: [1, much] }")).toThrow("a.yaml:8: tables.0.rows.L.1");
});
