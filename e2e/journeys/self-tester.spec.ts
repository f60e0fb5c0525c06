import { expect, type Page, test } from "@playwright/test";
import { type Language, LessonPage, LOCALES } from "./lesson.ts";
import { ReviewPage } from "./review.ts";

const DAY = 86_400_000; // ms
const MONDAY = Date.UTC(2026, 10, 30, 9);

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });

    test("cards come with the steps that were read, are answered, and come back after a week", async ({ page }) => {
      await page.clock.setFixedTime(MONDAY);
      const lesson = new LessonPage(page, language);
      const review = new ReviewPage(page, language);
      await review.overview();
      await expect(page.getByText(review.words.nothingRead)).toBeVisible();

      await lesson.open("15-pid-namespace");
      const steps = await page.locator(".step-mark").count();
      for (let i = 1; i < steps; i++) await page.locator(".step-mark").nth(i).click();
      await expect(page.locator(".step-mark[data-seen=true]")).toHaveCount(steps);
      await expect(page.locator(".bar-nav .due-count")).toBeVisible();

      await page.getByRole("link", { name: review.nav.review }).first().click();
      const start = page.getByRole("link", { name: /^(Start|시작하기):/ });
      const count = Number(/\d+/.exec((await start.textContent()) ?? "")?.[0]);
      expect(count).toBeGreaterThan(5);
      await start.click();

      // The first one wrong, the second right: a wrong answer opens the replay of its proof.
      const first = await review.shown();
      await review.answer(first, false);
      await expect(page.locator(".card-time .scrubber")).toBeVisible();
      await expect(page.getByText(review.words.answer)).toBeVisible();
      await page.getByRole("button", { name: review.words.nextCard }).click();
      const second = await review.shown();
      expect(second.id).not.toBe(first.id);
      await review.answer(second);
      await review.grade("easy");
      await expect(page.getByText(review.words.left(count - 2))).toBeVisible();

      // Undo brings the second back, as it was asked.
      await review.undo.click();
      expect((await review.shown()).id).toBe(second.id);
      await expect(page.getByText(review.words.left(count - 1))).toBeVisible();
      await review.answer(second);
      await review.grade("good");

      for (let left = count - 2; left > 0; left--) {
        await review.answer(await review.shown());
        await review.grade("easy");
      }

      // What was wrong is due within minutes; the rest not before days have passed.
      await page.clock.setFixedTime(MONDAY + 11 * 60_000);
      expect((await review.shown()).id).toBe(first.id);
      await review.answer(await review.shown());
      await review.grade("good");
      await page.clock.setFixedTime(MONDAY + 7 * DAY);
      await review.overview();
      await expect(page.getByText(review.words.due(0))).toHaveCount(0);
      await expect(page.locator(".bar-nav .due-count")).toBeVisible();
      await page.getByRole("link", { name: /^(Start|시작하기):/ }).click();
      await review.answer(await review.shown());
      await review.grade("good");

      await page.goto("./#/review/stats");
      await expect(page.getByRole("heading", { name: review.words.stats.title })).toBeVisible();
      await page.getByText(review.words.stats.table).click();
      await expect(page.getByRole("row")).not.toHaveCount(0);
    });
  });
}

test("progress travels as a file, and a damaged one changes nothing", async ({ page, browser }) => {
  const review = new ReviewPage(page, "ko");
  await review.answer(await review.open("gen-nested-number"));
  await review.grade("good");
  await review.overview();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: review.words.exportAct, exact: true }).click();
  const path = await (await download).path();

  const other = await browser.newContext({ locale: "ko-KR", reducedMotion: "reduce" });
  const there = new ReviewPage(await other.newPage(), "ko");
  await there.overview();
  const give = (name: string, text: string) =>
    there.page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  for (const [name, text] of [
    ["cut.json", '{"format":"cutaway-progress","ver'],
    ["other.json", "{}"],
    ["later.json", JSON.stringify({ format: "cutaway-progress", version: 9 })],
    ["damaged.json", JSON.stringify({ format: "cutaway-progress", version: 1, reviews: "none" })],
  ] as const) {
    await give(name, text);
    await expect(there.page.locator(".notice[data-kind=progress-file]")).toContainText(name);
    await expect(there.page.getByText(there.words.later(0))).toBeVisible();
  }
  await there.page.locator("input[type=file]").setInputFiles(path);
  await expect(there.page.locator(".notice[data-kind=progress-read]")).toBeVisible();
  await expect(there.page.getByText(there.words.later(1))).toBeVisible();
  await other.close();
});

test("two tabs review at the same time, and both are kept", async ({ page, context }) => {
  const one = new ReviewPage(page, "ko");
  const two = new ReviewPage(await context.newPage(), "ko");
  await two.page.emulateMedia({ reducedMotion: "reduce" });
  await one.overview();
  await two.answer(await two.open("gen-nested-number"));
  await two.grade("good");
  await expect(page.locator(".notice[data-kind=reviews-elsewhere]")).toBeVisible();
  await expect(page.getByText(one.words.later(1))).toBeVisible();
});

test("a clock that was set back is told, and cards can be answered", async ({ page }) => {
  await page.clock.setFixedTime(MONDAY);
  const review = new ReviewPage(page, "ko");
  await review.answer(await review.open("gen-nested-number"));
  await review.grade("good");
  await page.clock.setFixedTime(MONDAY - 30 * DAY);
  await review.overview();
  await expect(page.getByText(review.words.setBack(30 * DAY))).toBeVisible();
  await review.answer(await review.open("gen-nested-number", 2));
  await review.grade("good");
});

test("what was stored and cannot be read is told, put aside, and can be exported", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("cutaway:review", "{not json"));
  const review = new ReviewPage(page, "ko");
  await review.overview();
  await expect(page.locator(".notice[data-kind=reviews-damaged]")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: review.words.exportDamaged }).click();
  expect((await download).suggestedFilename()).toContain("damaged");
});

const BY_KEYBOARD: readonly (readonly [
  form: string,
  card: string,
  give: (page: Page, review: ReviewPage) => Promise<void>,
])[] = [
  [
    "choosing",
    "12-loader-message",
    async (page) => {
      await page.getByRole("radio").first().focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    },
  ],
  [
    "typing",
    "12-no-directory",
    async (page, review) => {
      await page.getByRole("textbox", { name: review.words.typeLabel }).focus();
      await page.keyboard.type("not a number");
      await page.keyboard.press("Enter");
    },
  ],
  [
    "pointing",
    "15-orphan-inside",
    async (page, review) => {
      await page.locator("[role=treeitem][tabindex='0']").focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page.getByText(review.words.pointNothing)).toHaveCount(0);
      await review.check.focus();
      await page.keyboard.press("Enter");
    },
  ],
  [
    "putting in order",
    "15-enter-order",
    async (page, review) => {
      for (const item of await page.locator(".order-item").all()) {
        await item.focus();
        await page.keyboard.press("Space");
      }
      await review.check.focus();
      await page.keyboard.press("Enter");
    },
  ],
];

for (const [form, id, give] of BY_KEYBOARD) {
  test(`${form} needs no more than the keyboard, and leads on to the next card @mobile`, async ({ page }) => {
    const review = new ReviewPage(page, "ko");
    await review.open(id);
    await give(page, review);
    await expect(review.verdict).toBeFocused();
    await page
      .getByRole("button", { name: review.words.nextCard })
      .or(page.locator(".grade-bar .primary"))
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await expect(review.verdict).toHaveCount(0);
    await expect(page.locator("h1")).toBeFocused();
  });
}
