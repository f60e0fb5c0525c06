import { expect, test } from "vitest";
import { outline, textBoxes } from "./placed.ts";
import { conceptChart, forecastChart } from "./review-chart.ts";

const row = (concept: string, recalls: number[], answers = 3) => ({
  ...{ concept, name: `a concept called ${concept}`, recalls, answers, right: 2 },
});

test.each([1000, 320])("every square, bar and word stays inside a chart %i px wide", (width) => {
  const rows = [
    row("one", [0, 0.5, 1]),
    row(
      "two",
      Array.from({ length: 25 }, (_, i) => i / 25),
    ),
    row("none", [0], 0),
  ];
  const mark = (n: number) => `+${n}`;
  for (const chart of [
    conceptChart(rows, { width, title: "t" }),
    forecastChart([3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12], { width, title: "t", mark, day: mark }),
  ]) {
    const [frame, ...things] = chart;
    for (const thing of things) {
      for (const { x, y, w, h } of [outline(thing), ...textBoxes(thing)]) {
        expect(x, thing.key).toBeGreaterThanOrEqual(-1);
        expect(x + w, thing.key).toBeLessThanOrEqual(width + 1);
        expect(y, thing.key).toBeGreaterThanOrEqual(-1);
        expect(y + h, thing.key).toBeLessThanOrEqual((frame?.h ?? 0) + 1);
      }
    }
  }
});

test("a square is filled as far as its card is known", () => {
  const chart = conceptChart([row("one", [0, 0.5, 1])], { width: 600, title: "t" });
  const heights = chart.filter(({ kind }) => kind === "chart-known").map(({ h }) => h);
  const [square] = chart.filter(({ kind }) => kind === "chart-card");
  expect(heights).toEqual([(square?.h ?? 0) / 2, square?.h]);
});
