import * as v from "valibot";
import { expect, test } from "vitest";
import { readView } from "./use-view.ts";

const entries = { way: v.picklist(["native", "vt-x"]), step: v.pipe(v.number(), v.integer(), v.minValue(0)) };
const first = { way: "native", step: 0 } as const;

test("an address says what differs from the first view", () => {
  expect(readView(entries, first, {})).toEqual({ view: first, damaged: [] });
  expect(readView(entries, first, { step: 7 })).toEqual({ view: { way: "native", step: 7 }, damaged: [] });
});

test("an address with a field that cannot be read leads to the first view, and the field is named", () => {
  expect(readView(entries, first, { way: "vt-x", step: -1 })).toEqual({ view: first, damaged: ["step"] });
  expect(readView(entries, first, { constructor: "x" })).toEqual({ view: first, damaged: ["constructor"] });
});
