import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { LessonPage } from "../journeys/lesson.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function lesson(page: Page): Promise<LessonPage> {
  const it = new LessonPage(page, "ko");
  await it.open("15-pid-namespace");
  return it;
}

const PAGES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["the first page", (page) => page.goto("./")],
  ["the page about the model", (page) => page.goto("./#/about")],
  ["an address that leads nowhere", (page) => page.goto("./#/nowhere")],
  ["a lesson", lesson],
  [
    "a lesson in the past, with a branch, an answer and something chosen",
    async (page) => {
      const it = await lesson(page);
      const tab = page
        .getByRole("navigation", { name: it.words.tabs.label })
        .getByRole("button", { name: it.words.tabs.terminal });
      if (await tab.isVisible()) await tab.click();
      await it.type("echo one");
      await it.settled();
      await it.slider.evaluate((slider: HTMLInputElement) => {
        slider.value = slider.min;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await it.type("echo two");
      await it.settled();
      await page.getByRole("treeitem").nth(2).focus();
      await page.keyboard.press("Enter");
    },
  ],
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, open] of PAGES) {
    test(`${name} breaks no automatically checkable WCAG 2.2 AA rule in ${colorScheme} @mobile`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page);
      await expect(page.locator("h1").first()).toBeAttached();
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
      ).toEqual([]);
    });
  }
}

test("every control of a lesson is at least 24 px large @mobile", async ({ page }) => {
  await lesson(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, summary, [role=treeitem]")].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      const hidden = width === 0 || (width <= 1 && height <= 1) || control.closest(".stage-tree") !== null;
      const inLabel = control.closest("label") !== null && control.closest("label") !== control;
      return hidden || inLabel || (width >= 24 && height >= 24)
        ? []
        : [`${control.outerHTML.slice(0, 90)} ${width}x${height}`];
    }),
  );
  expect(small).toEqual([]);
});
