import { expect, test } from "@playwright/test";
import { LessonPage } from "./lesson.ts";

const LESSON = "12-building-a-jail";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

test("typing in the past forks: both branches stay, can be named, switched and compared", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  const { branches, terminal } = lesson.words;
  await lesson.open(LESSON);
  const boot = await lesson.position();
  await lesson.type("hostname web");
  await lesson.settled();
  await lesson.slider.press("Home");
  await expect.poll(() => lesson.position()).toBe(boot);
  await expect(page.getByText(terminal.past)).toBeVisible();
  await expect(lesson.output).not.toContainText("hostname web");

  await lesson.type("hostname api");
  await lesson.settled();
  await page.getByRole("button", { name: branches.count(2) }).click();
  await page.getByRole("textbox", { name: branches.nameOf(branches.numbered(2)) }).fill("다른 이름");
  const panel = page.getByRole("region", { name: branches.label, exact: true });
  await expect(panel.getByRole("row", { name: /web\s*api/ })).toBeVisible();

  await page.getByRole("button", { name: branches.switchTo(branches.first) }).click();
  await expect(lesson.output).toContainText("hostname web");
  await expect(lesson.output).not.toContainText("hostname api");
});

test("a reload restores the line, the moment, the branches, the answer and the line being typed", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  const { branches, lesson: words } = lesson.words;
  await lesson.open(LESSON);
  await lesson.type("echo one");
  await lesson.settled();
  await lesson.slider.press("Home");
  await lesson.type("echo two");
  await lesson.settled();
  const question = page.locator(".question");
  await question.getByRole("radio").nth(1).check();
  await question.getByRole("button", { name: words.check }).click();
  await expect(page.locator(".verdict-word")).toBeVisible();
  await lesson.slider.press("ArrowLeft");
  await lesson.slider.press("ArrowLeft");
  await lesson.input.fill("echo not yet enter");
  const before = { at: await lesson.position(), output: await lesson.output.textContent() };
  await expect(page).toHaveURL(new RegExp(`at=${before.at}\\b`));

  await page.reload();
  await lesson.ready();
  await expect.poll(() => lesson.position()).toBe(before.at);
  expect(await lesson.output.textContent()).toBe(before.output);
  await expect(lesson.input).toHaveValue("echo not yet enter");
  await expect(page.locator(".verdict-word")).toBeVisible();
  await expect(page.getByRole("button", { name: branches.count(2) })).toBeVisible();
});

test("an address leads to the same moment in another browser", async ({ page, browser }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  for (const chip of await lesson.chips().all()) {
    await chip.click();
    await expect(chip).toHaveAttribute("data-ran", "true");
    await lesson.settled();
  }
  for (let i = 0; i < 5; i++) await lesson.slider.press("ArrowLeft");
  const at = await lesson.position();
  await expect(page).toHaveURL(new RegExp(`at=${at}\\b`));

  const other = await browser.newContext({ locale: "ko-KR", reducedMotion: "reduce" });
  const there = new LessonPage(await other.newPage(), "ko");
  await there.page.goto(page.url());
  await there.ready();
  await expect.poll(() => there.position()).toBe(at);
  expect(await there.output.textContent()).toBe(await lesson.output.textContent());
  await other.close();
});

test("a link made by the share button carries everything that was typed", async ({ page, browser, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("echo 나만의 줄");
  await lesson.settled();
  await page.getByRole("button", { name: lesson.words.lesson.share }).click();
  await expect(page.locator(".notice[data-kind=copied]")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await browser.newContext({ locale: "ko-KR", reducedMotion: "reduce" });
  const there = new LessonPage(await other.newPage(), "ko");
  await there.page.goto(link);
  await there.ready();
  await expect(there.output).toContainText("나만의 줄");
  await other.close();
});

for (const [what, search] of [
  ["values of the wrong kind", "?step=%3Cb%3E&at=abc&branch=-1"],
  ["a field from elsewhere", "?utm_source=mail"],
  ["a broken escape", "?step=%E0%A4%A"],
  ["a step that does not exist", "?step=no-such-step&branch=0&at=3"],
  ["a moment far in the future", "?step=empty&branch=0&at=99999999"],
  ["a branch that does not exist", "?step=empty&branch=7&at=1"],
  ["a run that was cut off", "?run=v1-q1YqSy0qzsz"],
]) {
  test(`an address with ${what} opens the lesson at its start and says so`, async ({ page }) => {
    const lesson = new LessonPage(page, "ko");
    await lesson.open(LESSON, search);
    await expect(lesson.notices).toHaveCount(1);
    await expect(lesson.heading).toContainText("빈 방 하나");
    await expect.poll(() => lesson.slider.evaluate((it: HTMLInputElement) => it.value === it.min)).toBe(true);
    await lesson.notices.getByRole("button", { name: lesson.words.dismiss }).click();
    await expect(lesson.notices).toHaveCount(0);
  });
}

test("an address of a lesson that does not exist leads to those that do, and says so", async ({ page }) => {
  await page.goto("./#/learn/99-nothing");
  await expect(page.locator(".notice[data-kind=no-such-lesson]")).toBeVisible();
  await expect(page.getByRole("link", { name: /chroot/ }).first()).toBeVisible();
});

test("stepping back and on again shows the same moment", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  const { time } = lesson.words;
  await lesson.open(LESSON);
  await lesson.type("echo one");
  await lesson.settled();
  const end = { at: await lesson.position(), output: await lesson.output.textContent() };
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: time.back }).last().click();
  expect(await lesson.position()).toBeLessThan(end.at);
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: time.forward, exact: true }).last().click();
  expect({ at: await lesson.position(), output: await lesson.output.textContent() }).toEqual(end);
});
