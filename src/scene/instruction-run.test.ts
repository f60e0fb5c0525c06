import { describe, expect, test } from "vitest";
import { experimentOn } from "../virt/explorer/experiments.ts";
import { runCase, type Way } from "../virt/explorer/explore.ts";
import { allFields, describeRun, instructionPicture, registerRows, tellingFields } from "./instruction-run.ts";
import { outline, textBoxes } from "./placed.ts";
import { type SetMember, setDiagram } from "./set-diagram.ts";

const [popf] = experimentOn("popf").cases;
const run = (way: Way) => runCase("popf", way, popf);

test("popf in ring 1: the row of IF says what it says and what it should", () => {
  const rows = registerRows(run("deprivileged"), ["IF", "esp"], "en");
  expect(rows).toMatchObject([
    { field: "IF", before: "1", after: "1", changed: false, expected: "0" },
    { field: "esp", changed: true, expected: null },
  ]);
});

test("the sentence says what is wrong and that nobody noticed; natively there is nothing to say", () => {
  expect(describeRun(run("deprivileged"), run("native"), "en")).toBe(
    "IF says 1; on a machine of its own it would say 0. There was no trap and no exit, so nobody knows.",
  );
  expect(describeRun(run("native"), run("native"), "ko")).toBe("게스트가 보는 것이 모두 맞습니다.");
});

test("the telling fields are those that changed in some run, and the three that are always shown", () => {
  expect(tellingFields([run("native"), run("deprivileged")])).toEqual(["cs", "IF", "IOPL", "esp"]);
  expect(allFields(run("native")).length).toBeGreaterThan(40);
});

const member = (label: string): SetMember => ({ key: label, label, title: label });
const SETS = {
  ...{ left: "sensitive: 3", right: "privileged (traps): 30", outside: "neither: 1" },
  ...{ onlyLeft: ["popf", "push seg", "sgdt"].map(member), onlyRight: [member("wbinvd")], neither: [member("mov")] },
  both: Array.from({ length: 29 }, (_, i) => member(`insn ${i}`)),
};

describe.each([1280, 326])("in %i px", (width) => {
  test("no row and no word leaves the picture", () => {
    const pictures = [
      instructionPicture(run("deprivileged"), run("native"), allFields(run("native")), { width, lang: "ko" }),
      setDiagram(SETS, { width, title: "t" }),
    ];
    for (const [frame, ...things] of pictures) {
      for (const thing of things) {
        for (const { x, y, w, h } of [outline(thing), ...textBoxes(thing)]) {
          expect(x, thing.key).toBeGreaterThanOrEqual(0);
          expect(x + w, thing.key).toBeLessThanOrEqual(width);
          expect(y + h, thing.key).toBeLessThanOrEqual(frame?.h ?? 0);
        }
      }
    }
  });

  test("a member stands in the sets that it belongs to, and in no other", () => {
    const things = setDiagram(SETS, { width, title: "t" });
    const box = (key: string) =>
      outline(things.find((thing) => thing.key === key) ?? ({ ...things[0], key: "?" } as never));
    const inside = (key: string, set: string) => {
      const [a, b] = [box(`member:${key}`), box(`set:${set}`)];
      return a.x >= b.x && a.x + a.w <= b.x + b.w && a.y >= b.y && a.y + a.h <= b.y + b.h;
    };
    const where = (key: string) => [inside(key, "left"), inside(key, "right")];
    expect(where("popf")).toEqual([true, false]);
    expect(where("insn 28")).toEqual([true, true]);
    expect(where("wbinvd")).toEqual([false, true]);
    expect(where("mov")).toEqual([false, false]);
  });
});
