import { expect, test } from "@playwright/test";
import { LessonPage } from "./lesson.ts";

test("at 390 px a step can be read, run, typed into and scrubbed @mobile", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  const lesson = new LessonPage(page, "ko");
  const { tabs, stage } = lesson.words;
  await lesson.open("12-building-a-jail");
  const tab = (name: string) => page.getByRole("navigation", { name: tabs.label }).getByRole("button", { name });

  await expect(page.getByRole("region", { name: stage.label })).toBeVisible();
  await lesson.chips().first().click();
  await expect(page.locator(".peek")).toContainText("mkdir -p /srv/jail");
  await tab(tabs.terminal).click();
  await lesson.type("echo narrow");
  await lesson.shows("\nnarrow");
  await tab(tabs.timeline).click();
  await lesson.slider.press("Home");
  await tab(tabs.terminal).click();
  await expect(lesson.output).not.toContainText("narrow");

  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
