import { expect, test } from "@playwright/test";
import { LessonPage } from "./lesson.ts";

const LESSON = "12-building-a-jail";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

test("a syntax error shows bash's own message and keeps the shell", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("if then; fi )");
  await expect(lesson.output).toContainText("syntax error near unexpected token");
  await lesson.type("echo still here");
  await lesson.shows("\nstill here");
});

test("Ctrl+C interrupts, Ctrl+D ends the input", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("cat");
  await lesson.type("once");
  await lesson.shows("once\nonce");
  await lesson.input.press("Control+d");
  await lesson.settled();
  await expect(page.locator(".command-prompt")).toContainText("#");
  await lesson.type("sleep 100000 & cat");
  await lesson.input.press("Control+c");
  await expect(lesson.output).toContainText("^C");
  await expect(page.locator(".command-prompt")).toContainText("#");
});

test("Tab completes a word, and in an empty line leads on", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.input.pressSequentially("cat /etc/hostn");
  await lesson.input.press("Tab");
  await expect(lesson.input).toHaveValue("cat /etc/hostname ");
  await lesson.input.fill("");
  await lesson.input.press("Tab");
  await expect(lesson.input).not.toBeFocused();
});

test("after Escape, Tab leaves the terminal although there is text", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.input.fill("echo half");
  await lesson.input.press("Escape");
  await lesson.input.press("Tab");
  await expect(lesson.input).not.toBeFocused();
  await expect(lesson.input).toHaveValue("echo half");
});

test("the arrow keys bring earlier lines back, also after a reload", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("echo one");
  await lesson.settled();
  await page.reload();
  await lesson.ready();
  await lesson.input.press("ArrowUp");
  await expect(lesson.input).toHaveValue("echo one");
});

test("several lines are typed with Shift+Enter and run in order", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.input.pressSequentially("for i in 1 2; do");
  await lesson.input.press("Shift+Enter");
  await lesson.input.pressSequentially("echo line $i; done");
  await lesson.input.press("Enter");
  await lesson.shows("line 1\nline 2");
});

test("Enter while a syllable is composed does not run the line", async ({ page, context }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  const keyboard = await context.newCDPSession(page);
  await lesson.input.focus();
  await lesson.input.pressSequentially("echo ");
  for (const text of ["ㅎ", "하", "한"]) {
    await keyboard.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await keyboard.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    code: "Enter",
    windowsVirtualKeyCode: 229,
  });
  await expect(lesson.input).toHaveValue("echo 한");
  await keyboard.send("Input.insertText", { text: "한" });
  await page.keyboard.press("Enter");
  await lesson.shows("\n한");
});

test("a script that never ends can be stopped, and the page answers meanwhile", async ({ page }) => {
  const lesson = new LessonPage(page, "ko");
  await lesson.open(LESSON);
  await lesson.type("while true; do true; done");
  await page.getByRole("button", { name: lesson.words.terminal.stop }).click();
  await expect(page.locator(".notice[data-kind=stopped]")).toBeVisible();
  await lesson.input.press("Control+c");
  await lesson.type("echo back again");
  await lesson.shows("\nback again");
});

test("what is typed before the simulator has come runs when it has", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/simulator-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  const lesson = new LessonPage(page, "ko");
  await page.goto(`./?speed=8#/learn/${LESSON}`);
  await lesson.type("echo early");
  await lesson.input.pressSequentially("echo and a dra");
  release();
  await lesson.shows("\nearly");
  await lesson.input.pressSequentially("ft");
  await expect(lesson.input).toBeFocused();
  await expect(lesson.input).toHaveValue("echo and a draft");
});
