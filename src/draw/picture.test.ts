// @vitest-environment jsdom
import { expect, test } from "vitest";
import { FIXTURES } from "../scene/fixtures.ts";
import { house } from "../scene/house.ts";
import type { Placed } from "../scene/placed.ts";
import { WORDS } from "../scene/words.ts";
import { drawPicture, keyAt } from "./picture.ts";

const svg = (): SVGSVGElement => document.createElementNS("http://www.w3.org/2000/svg", "svg");
const scene = (name: string, selected: string | null = null): readonly Placed[] => {
  const { world, step } = FIXTURES[name]?.() ?? {};
  if (!world || !step) throw new Error(`no fixture ${name}`);
  return house(world, { width: 1000, height: 560, words: WORDS.en, step, selected });
};

test("every placed thing is one group with its key, its text and its name", () => {
  const at = svg();
  const items = scene("three-rooms");
  drawPicture(at, items);
  const keys = [...at.querySelectorAll("g.placed")].map((g) => g.getAttribute("data-key"));
  expect([...keys].sort()).toEqual(
    items
      .filter((p) => p.kind !== "frame")
      .map((p) => p.key)
      .sort(),
  );
  const init = at.querySelector('[data-key="task:1"]');
  expect([...(init?.querySelectorAll("text") ?? [])].map((t) => t.textContent)).toEqual(["1", "systemd"]);
  expect(init?.querySelector("title")?.textContent).toBe("process 1 systemd, sleeping");
  expect(at.getAttribute("viewBox")).toBe("0 0 1000 560");
  expect(at.getAttribute("aria-label")).toContain("3 rooms");
});

test("what did not change is not touched", () => {
  const at = svg();
  drawPicture(at, scene("three-rooms"));
  expect(drawPicture(at, scene("three-rooms"))).toBe(0);
  expect(drawPicture(at, scene("three-rooms", "organ:network"))).toBe(1);
});

test("what is gone is gone, and what stays keeps its element", () => {
  const at = svg();
  drawPicture(at, scene("bare"));
  const kernel = at.querySelector('[data-key="kernel"]');
  drawPicture(at, scene("jail"));
  expect(at.querySelector('[data-key="task:977"]')).toBeNull();
  expect(at.querySelector('[data-key="kernel"]')).toBe(kernel);
});

test("a mark that is taken back leaves no attribute behind", () => {
  const at = svg();
  drawPicture(at, scene("bare", "task:1"));
  expect(at.querySelector('[data-key="task:1"]')?.getAttribute("data-selected")).toBe("true");
  drawPicture(at, scene("bare"));
  expect(at.querySelector('[data-key="task:1"]')?.hasAttribute("data-selected")).toBe(false);
});

test("a room is painted before what stands in it", () => {
  const at = svg();
  drawPicture(at, scene("nested"));
  const groups = [...at.querySelectorAll("g.placed")].map((g) => g.getAttribute("data-key"));
  expect(groups.indexOf("room:mnt9")).toBeLessThan(groups.indexOf("room:mnt9-pid10"));
  expect(groups.indexOf("room:mnt9-pid10")).toBeLessThan(groups.indexOf("task:1202"));
});

test("an event on a part of a thing is an event on the thing", () => {
  const at = svg();
  drawPicture(at, scene("bare"));
  expect(keyAt(at.querySelector('[data-key="task:1"] circle'))).toBe("task:1");
  expect(keyAt(at.querySelector('[data-key="link:214"] path'))).toBeNull();
  expect(keyAt(at)).toBeNull();
});
