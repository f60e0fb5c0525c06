import { expect, test } from "vitest";
import { BENCHMARK_COUNT, PAPER_WORLDS } from "../../timeline/paper.ts";
import { EACH, WORLDS } from "./model-rows.ts";

test("the page waits for as many benchmarks as the model runs, in the same worlds", () => {
  expect(EACH).toBe(BENCHMARK_COUNT);
  expect(WORLDS).toEqual(PAPER_WORLDS);
});
