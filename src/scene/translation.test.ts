import { describe, expect, test } from "vitest";
import { blockSteps, recordGuest } from "../virt/bt/recording.ts";
import { outline, textBoxes } from "./placed.ts";
import { codePicture, describeStep, mapPicture } from "./translation.ts";

const recording = recordGuest();
const stops = blockSteps(recording);
const find = (type: string) => recording.steps.findIndex(({ events }) => events.some((event) => event.type === type));

describe.each([560, 358])("in %i px", (width) => {
  test("no line of code, and no word beside the chains, leaves its picture at any step", () => {
    for (const n of stops) {
      for (const [frame, ...things] of [
        codePicture(recording, n, { width, lang: "ko", guest: "게스트", cache: "실제로 실행되는 것" }),
        mapPicture(recording, n, { width, lang: "en", title: "t", empty: "empty" }),
      ]) {
        for (const thing of things) {
          for (const { x, y, w, h } of [outline(thing), ...textBoxes(thing)]) {
            expect(x, thing.key).toBeGreaterThanOrEqual(0);
            expect(x + w, thing.key).toBeLessThanOrEqual(width + 0.5);
            expect(y + h, thing.key).toBeLessThanOrEqual(frame?.h ?? 0);
          }
        }
        expect(new Set(things.map(({ key }) => key)).size).toBe(things.length);
      }
    }
  });
});

test("every step has a sentence in both languages", () => {
  for (const n of stops) {
    for (const lang of ["ko", "en"] as const) expect(describeStep(recording, n, lang), `${lang} ${n}`).not.toBe("");
  }
});

test("the sentence of the retranslation names the store", () => {
  expect(describeStep(recording, find("store.simulated"), "en")).toContain(
    "with a call in its place: mov %eax,(%edi).",
  );
});

test("one line is lit where the processor is in the cache", () => {
  const things = codePicture(recording, find("block.translated"), { width: 560, lang: "en", guest: "", cache: "" });
  expect(things.filter(({ kind, data }) => kind === "code-line" && data?.current)).toHaveLength(1);
});
