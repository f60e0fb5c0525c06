import fc from "fast-check";
import { expect, test } from "vitest";
import { examine } from "../examine.ts";
import { GENERATORS } from "./all.ts";

const seeds = fc.integer({ min: 1, max: 100_000 });

test.each(GENERATORS)("$id: the same seed makes the same card, and every card has one answer", (generator) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const card = generator.make(seed);
      expect(generator.make(seed)).toEqual(card);
      expect(card).toMatchObject({ id: generator.id, lesson: generator.lesson, step: generator.step });
      examine(card);
    }),
    { numRuns: 12 },
  );
});

test.each(GENERATORS)("$id: other seeds ask something else", (generator) => {
  const asked = new Set(Array.from({ length: 24 }, (_, seed) => JSON.stringify(generator.make(seed + 1))));
  expect(asked.size).toBeGreaterThan(4);
});
