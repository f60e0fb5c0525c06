import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type Language, LessonPage, LOCALES } from "./lesson.ts";

const LESSONS = readdirSync(new URL("../../content/lessons", import.meta.url)).sort();

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });

    for (const id of LESSONS) {
      test(`${id} can be read from its first step to its last, every command run, every question answered`, async ({
        page,
      }) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        const lesson = new LessonPage(page, language);
        const { words } = lesson;
        await lesson.open(id);
        for (;;) {
          for (const chip of await lesson.chips().all()) {
            await expect(chip).toHaveAttribute("aria-disabled", "false");
            await chip.click();
            await expect(chip).toHaveAttribute("data-ran", "true");
            await lesson.settled();
          }
          const question = page.locator(".question");
          if (await question.isVisible()) {
            await question.getByRole("radio").first().check();
            await question.getByRole("button", { name: words.lesson.check }).click();
            const verdict = question.locator(".verdict-word");
            await expect(verdict).toHaveText(new RegExp(`^(${words.lesson.right}|${words.lesson.wrong})$`));
          }
          if (!(await lesson.next.isVisible())) break;
          const before = await lesson.heading.textContent();
          await lesson.next.click();
          await expect(lesson.heading).not.toHaveText(before ?? "");
        }
        await expect(page.locator(".notice[data-kind=program-fault]")).toHaveCount(0);
        await page.getByRole("link", { name: words.lesson.finish }).click();
        await expect(page.getByText(words.learn.done)).toBeVisible();
      });
    }

    test("the keyboard alone is enough to read, run, answer, scrub and type", async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      const lesson = new LessonPage(page, language);
      const { words } = lesson;
      await page.goto("./?speed=8#/learn");
      await tabTo(page, /12-building-a-jail/);
      await page.keyboard.press("Enter");
      await lesson.ready();

      await tabTo(page, words.lesson.runLabel("mkdir -p /srv/jail"));
      await page.keyboard.press("Enter");
      await lesson.settled();
      await expect(lesson.output).toContainText("mkdir -p /srv/jail");

      await tabTo(page, /^radio/);
      await page.keyboard.press("ArrowDown");
      await tabTo(page, words.lesson.check);
      await page.keyboard.press("Enter");
      await expect(page.locator(".verdict-word")).toHaveText(words.lesson.right);

      const first = await lesson.heading.textContent();
      await page.keyboard.press("n");
      await expect(lesson.heading).not.toHaveText(first ?? "");
      await expect(lesson.heading).toBeFocused();

      await tabTo(page, words.time.position);
      const end = await lesson.position();
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => lesson.position()).toBeLessThan(end);
      await page.keyboard.press("End");
      await expect.poll(() => lesson.position()).toBe(end);

      await tabTo(page, words.terminal.input);
      await page.keyboard.type("echo from the keyboard");
      await page.keyboard.press("Enter");
      await lesson.shows("\nfrom the keyboard");
      await page.keyboard.press("Shift+Tab"); // out of the terminal again
      await expect(lesson.input).not.toBeFocused();
    });
  });
}

/** Presses Tab until what has the focus is named so. */
async function tabTo(page: import("@playwright/test").Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 160; i++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const it = document.activeElement;
      if (it instanceof HTMLInputElement && it.type === "radio") return "radio";
      const labelled = it?.getAttribute("aria-label") ?? "";
      return `${labelled} ${it?.textContent?.trim() ?? ""} ${it?.getAttribute("href") ?? ""}`;
    });
    if (typeof name === "string" ? found.includes(name) : name.test(found)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}
