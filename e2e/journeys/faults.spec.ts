import { expect, test } from "@playwright/test";
import { LessonPage } from "./lesson.ts";

const LESSON = "12-building-a-jail";

test("without storage the page says so once and works on", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("echo works");
  await lesson.shows("\nworks");
  await expect(page.locator(".notice[data-kind=storage-failed]")).toHaveCount(1);
  await page.getByRole("button", { name: lesson.words.dismiss }).click();
  await lesson.type("echo again");
  await lesson.shows("\nagain");
  await expect(lesson.notices).toHaveCount(0);
});

test("a record damaged by hand opens the lesson at its start and says so", async ({ page }) => {
  await page.addInitScript(() =>
    localStorage.setItem("cutaway:run:12-building-a-jail", '{"version":1,"run":{"branches"'),
  );
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await expect(page.locator(".notice[data-kind=run-damaged]")).toBeVisible();
});

test("when the simulator cannot be loaded, the words stay and another try is offered", async ({ page }) => {
  await page.route(/simulator-.*\.js/, (route) => route.abort());
  await page.goto(`./#/learn/${LESSON}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("빈 방 하나");
  await expect(page.getByRole("alert")).toBeVisible();
});

test("switching the language keeps the place and what was typed", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const ko = new LessonPage(page, "ko");
  await ko.open(LESSON);
  await ko.type("echo 그대로");
  await ko.settled();
  await ko.next.click();
  const url = page.url();
  await page.getByRole("button", { name: /View in English/ }).click();
  const en = new LessonPage(page, "en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(en.next).toBeVisible();
  await expect(en.output).toContainText("그대로");
  expect(page.url().split("?")[0]).toBe(url.split("?")[0]);
});

test("starting over asks first, then forgets everything of the lesson", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const lesson = new LessonPage(page, "ko");
  const { lesson: words } = lesson.words;
  await lesson.open(LESSON);
  await lesson.type("echo one");
  await lesson.settled();
  await page.getByRole("button", { name: words.restart }).click();
  await page.getByRole("button", { name: words.restartNo }).click();
  await expect(lesson.output).toContainText("one");
  await page.getByRole("button", { name: words.restart }).click();
  await page.getByRole("button", { name: words.restartYes }).click();
  await lesson.ready();
  await expect(lesson.output).not.toContainText("one");
});
