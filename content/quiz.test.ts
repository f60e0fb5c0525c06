// Every card is examined in the simulator: it has one answer, and the answer is not written anywhere.

import { join } from "node:path";
import { expect, test } from "vitest";
import { readCards, readConcepts } from "../bin/cards.ts";
import { compileCards } from "../bin/compile-cards.ts";
import { lessonIds, readLesson } from "../bin/lessons.ts";
import { examine } from "../src/learn/examine.ts";
import { GENERATORS } from "../src/learn/generators/all.ts";
import { house } from "../src/scene/house.ts";
import { WORDS } from "../src/scene/words.ts";

const root = join(import.meta.dirname, "..");
const cards = readCards(root);

const BUSY = 60_000; // ms for one card on a busy machine

test.each(cards)("$id: the simulator gives one answer, and the reader can give it", { timeout: BUSY }, (card) => {
  const { answer, session, asked } = examine(card);
  if (answer.form === "type") {
    expect(answer.text.trim()).not.toContain("\n");
    expect(answer.text.length).toBeLessThan(60);
  }
  if (answer.form === "point") {
    for (const width of [1000, 360]) {
      const picture = house(session.at(asked), { width, height: 600, words: WORDS.en, step: [] });
      expect(picture.map(({ key }) => key)).toEqual(expect.arrayContaining([...answer.keys]));
    }
  }
  if (answer.form === "order") expect(answer.order.join()).not.toBe([...answer.order].sort().join());
});

test("there are cards of every form, for every lesson, about every concept", () => {
  expect(cards.length).toBeGreaterThanOrEqual(24);
  expect(GENERATORS.length).toBeGreaterThanOrEqual(5);
  expect(new Set(cards.map(({ form }) => form))).toEqual(new Set(["choose", "type", "point", "order"]));
  expect(new Set(cards.map(({ lesson }) => lesson))).toEqual(new Set(lessonIds(root)));
  expect(new Set(cards.map(({ concept }) => concept))).toEqual(new Set(Object.keys(readConcepts(root))));
});

test("a generator names a lesson, a step and a concept that exist", () => {
  for (const { lesson, step, concept } of GENERATORS) {
    expect(readLesson(root, lesson).stepIds).toContain(step);
    expect(Object.keys(readConcepts(root))).toContain(concept);
  }
});

const about = { lesson: readLesson(root, "12-building-a-jail"), concepts: new Set(["escape"]) };
const yaml = (text: string) => ({ file: "cards.yaml", text });
const md = (file: string, text: string) => ({ file, text });
const card = (more: string) => `- id: 12-a\n  step: empty\n  concept: escape\n  proof: [ls]\n${more}`;
const said = "## [12-a]\n\nQuestion?\n\n- one\n- two\n\n### because\n\nSo.\n";

test.each([
  ["an unknown form", card("  form: guess\n"), said, said, /^cards\.yaml:\d+: /],
  ["an unknown concept", card("  form: type\n").replace("escape", "luck"), said, said, /^cards\.yaml:1: .*luck/],
  [
    "an unknown step",
    card("  form: type\n").replace("empty", "nowhere"),
    said,
    said,
    /^cards\.yaml:1: .*no step nowhere/,
  ],
  ["a card that one language lacks", card("  form: type\n"), "", said, /^ko\.md:1: .*\[12-a\]/],
  [
    "a choice without words",
    card("  form: choose\n  choices: [{has: a}, {has: b}, {has: c}]\n"),
    said,
    said,
    /^ko\.md:1: .*3 items/,
  ],
  ["words without a card", card("  form: type\n"), `${said}\n## [12-b]\n`, said, /^ko\.md:\d+: .*no card 12-b/],
])("%s is refused with file and line", (_, text, ko, en, message) => {
  expect(() => compileCards(yaml(text), { ko: md("ko.md", ko), en: md("en.md", en) }, about)).toThrow(message);
});
