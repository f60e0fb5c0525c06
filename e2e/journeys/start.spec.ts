import { expect, test } from "@playwright/test";
import { words as startWords } from "../../src/app/start/words.ts";
import { type Language, LessonPage, LOCALES } from "./lesson.ts";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });
    const words = startWords[language];

    test("the same question is answered in three places, and what differs is marked", async ({ page }) => {
      await page.goto("./");
      const answer = (place: string) => page.locator(`[data-place=${place}] .start-answer`);
      await expect(answer("room").locator("pre")).toContainText("room");
      await expect(answer("chroot")).toHaveAttribute("data-same", "true");
      await expect(answer("room")).toHaveAttribute("data-same", "false");
      await page.getByRole("button", { name: words.questions.kernel }).click();
      await expect(answer("room")).toHaveAttribute("data-same", "true");
      await expect(answer("room").locator("pre")).toContainText("6.12");
      await page.getByRole("button", { name: words.questions.self }).click();
      await expect(answer("room").locator("pre")).toHaveText(/\n1$/);
      await expect(page.locator(".start-stage g.placed[data-kind=room]")).not.toHaveCount(0);
    });

    test("a reader goes on where it was left, and every way leads somewhere", async ({ page }) => {
      await page.goto("./");
      const lesson = new LessonPage(page, language);
      await page.getByRole("link", { name: words.start }).click();
      await lesson.ready();
      await lesson.next.click();
      await lesson.next.click();
      const title = await lesson.heading.textContent();
      await page.getByRole("link", { name: lesson.words.nav.home }).click();
      await page.getByRole("link", { name: /3/ }).first().click();
      await expect(lesson.heading).toHaveText(title ?? "");
      for (const name of ["learn", "review", "sandbox", "present"] as const) {
        await page.goto("./");
        await page.getByRole("link", { name: words[name] }).click();
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByText(lesson.words.missing.text)).toHaveCount(0);
      }
    });
  });
}

test("the map leads to every step, and shows what was read and answered", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  const steps = page
    .locator(".station", { has: page.locator('a[href*="12-building-a-jail"]') })
    .locator(".station-step");
  await page.goto("./#/learn");
  await steps.nth(1).click();
  await expect(lesson.heading).toContainText("프로그램을 넣었는데도");
  await lesson.ready();
  const question = page.locator(".question");
  await question.getByRole("radio").nth(1).check();
  await question.getByRole("button", { name: lesson.words.lesson.check }).click();
  await expect(page.locator(".verdict-word")).toBeVisible();
  await page.goto("./#/learn");
  await expect(steps.nth(1)).toHaveAttribute("data-state", "right");
  await expect(steps.nth(2)).toHaveAttribute("data-state", "new");
});

test("a lesson open in two tabs: both are told, and the progress of both is kept", async ({ page, context }) => {
  const one = new LessonPage(page, "ko");
  await one.open("12-building-a-jail");
  const two = new LessonPage(await context.newPage(), "ko");
  await two.page.emulateMedia({ reducedMotion: "reduce" });
  await two.open("12-building-a-jail");
  await two.page.locator(".step-mark").nth(3).click();
  await expect(page.locator(".notice[data-kind=lesson-elsewhere]")).toBeVisible();
  await expect(page.locator(".step-mark").nth(3)).toHaveAttribute("data-seen", "true");
  await page.locator(".step-mark").nth(1).click();
  await expect(two.page.locator(".step-mark").nth(1)).toHaveAttribute("data-seen", "true");
  await page.close();
  await two.page.reload();
  await two.ready();
  for (const i of [0, 1, 3]) {
    await expect(two.page.locator(".step-mark").nth(i)).toHaveAttribute("data-seen", "true");
  }
});

test("a skip link leads to the command line", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open("12-building-a-jail");
  await page.getByRole("button", { name: lesson.words.lesson.toTerminal }).focus();
  await page.keyboard.press("Enter");
  await expect(lesson.input).toBeFocused();
});
