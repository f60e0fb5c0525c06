import { expect, test } from "vitest";
import { outline, textBoxes } from "./placed.ts";
import { type RatioGroup, ratioPlot } from "./ratio-plot.ts";

const dot = (world: string, ratio: number) => ({ world, ratio, title: `${world} ${ratio}` });
const groups: readonly RatioGroup[] = [
  {
    ...{ key: "a", title: "Processes" },
    rows: [
      { key: "a/one", label: "10K create", dots: [dot("bare", 1), dot("xen", 1.29), dot("vmware-2003", 0.5)] },
      { key: "a/two", label: "stat", dots: [dot("bare", 4)] },
    ],
  },
];
const plot = (width: number) =>
  ratioPlot(groups, { width, title: "t", band: 1.3, ratio: (n) => `×${n}`, less: "too fast", more: "too slow" });

test.each([1200, 700, 340])("every dot and word stays inside a plot %i px wide", (width) => {
  const [frame, ...things] = plot(width);
  for (const thing of things) {
    for (const { x, y, w, h } of [outline(thing), ...textBoxes(thing)]) {
      expect(x, thing.key).toBeGreaterThanOrEqual(-1);
      expect(x + w, thing.key).toBeLessThanOrEqual(width + 1);
      expect(y, thing.key).toBeGreaterThanOrEqual(-1);
      expect(y + h, thing.key).toBeLessThanOrEqual((frame?.h ?? 0) + 1);
    }
  }
});

test("twice too slow is as far from the middle as twice too fast", () => {
  const things = plot(1000);
  const at = (key: string) => things.find((thing) => thing.key === key)?.x ?? Number.NaN;
  expect(at("mark:2") - at("mark:1")).toBeCloseTo(at("mark:1") - at("mark:0.5"));
});

test("only what lies outside the band is marked as off", () => {
  const off = plot(1000).filter(({ data }) => data?.off);
  expect(off.map(({ key }) => key)).toEqual(["a/one/vmware-2003", "a/two/bare"]);
});
