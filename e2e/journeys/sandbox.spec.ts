import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { words as sandboxWords } from "../../src/app/sandbox/words.ts";
import { type Language, LOCALES, WORDS } from "./lesson.ts";

class SandboxPage {
  readonly page: Page;
  readonly words;
  readonly app;
  readonly slider: Locator;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.words = sandboxWords[language];
    this.app = WORDS[language];
    this.slider = page.locator(".scrubber");
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`./?speed=8#/sandbox${search}`);
    await expect(this.page.locator(".shell .command-prompt").first()).toContainText("#");
  }

  async ready(): Promise<void> {
    await expect(this.page.locator(".shell .terminal-view").first()).toBeVisible();
  }

  input(tty?: string): Locator {
    const { input } = this.app.terminal;
    return this.page.getByRole("textbox", { name: tty ? `${input} ${tty}` : input });
  }

  output(tty?: string): Locator {
    const { label } = this.app.terminal;
    return this.page
      .getByRole("region", { name: tty ? `${label} ${tty}` : label, exact: true })
      .locator(".terminal-view");
  }

  async type(line: string, tty?: string): Promise<void> {
    await this.input(tty).fill(line);
    await this.input(tty).press("Enter");
  }

  async another(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.another }).click();
  }

  /** What one sees: the moment and both texts. */
  async seen(): Promise<unknown> {
    return { at: await this.slider.inputValue(), text: await this.page.locator(".shells").textContent() };
  }

  give(name: string, text: string): Promise<void> {
    const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
    return this.page.locator(".sandbox input[type=file]").setInputFiles(file);
  }
}

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });

    test("two shells share one kernel, and a run travels as a file and as a link", async ({
      page,
      browser,
      context,
    }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const sandbox = new SandboxPage(page, language);
      await sandbox.open();
      await sandbox.another();
      await sandbox.type("hostname web", "pts/0");
      await sandbox.type("hostname; tty", "tty1");
      await expect(sandbox.output("tty1")).toContainText("web/dev/tty1");
      await sandbox.slider.press("ArrowLeft");
      await sandbox.slider.press("ArrowLeft");
      await expect(page.getByText(sandbox.app.terminal.past).first()).toBeVisible();
      const before = await sandbox.seen();
      await expect(page).toHaveURL(new RegExp(`at=${await sandbox.slider.inputValue()}$`));

      await page.reload();
      await sandbox.ready();
      await expect.poll(() => sandbox.seen()).toEqual(before);

      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: sandbox.words.save }).click();
      const text = readFileSync(await (await download).path(), "utf8");
      await page.getByRole("button", { name: sandbox.words.share }).click();
      await expect(page.locator(".notice[data-kind=copied]")).toBeVisible();
      const link = await page.evaluate(() => navigator.clipboard.readText());

      const other = await browser.newContext({ locale: LOCALES[language], reducedMotion: "reduce" });
      const there = new SandboxPage(await other.newPage(), language);
      await there.open();
      await there.type("echo mine");
      await expect(there.output()).toContainText("mine");
      await there.give("run.json", text);
      await expect.poll(() => there.seen()).toEqual(before);
      await there.page.getByRole("button", { name: there.words.before }).click();
      await expect(there.output()).toContainText("mine");
      await there.page.goto(link);
      await expect.poll(() => there.seen()).toEqual(before);
      await expect(there.page).not.toHaveURL(/run=/);
      await there.page.reload();
      await there.ready();
      await expect.poll(() => there.seen()).toEqual(before);
      await other.close();
    });
  });
}

test("a shell opened later is not there earlier, and one that ended says so", async ({ page }) => {
  const sandbox = new SandboxPage(page, "ko");
  await sandbox.open();
  await sandbox.another();
  await sandbox.type("exit", "pts/0");
  await expect(page.getByText(sandbox.words.ended)).toBeVisible();
  await sandbox.slider.press("Home");
  await expect(page.getByText(sandbox.words.notYet)).toBeVisible();
  await sandbox.slider.press("End");
  await sandbox.type("pkill -x sshd", "tty1");
  await expect(page.getByText(sandbox.words.refused)).toBeVisible();
  await expect(page.getByRole("button", { name: sandbox.words.another })).toHaveAttribute("aria-disabled", "true");
});

test("a file that is no run is told, and nothing is lost", async ({ page }) => {
  const sandbox = new SandboxPage(page, "ko");
  await sandbox.open();
  await sandbox.type("echo still here");
  await expect(sandbox.output()).toContainText("still here");
  const head = { format: "cutaway-run", version: 1, at: 0 };
  const branch = {
    name: "",
    parent: null,
    inputs: [{ step: 3, at: 5, tty: 1, text: "echo typed again\n" }],
    step: 9,
    at: 9,
  };
  for (const [name, text] of [
    ["cut.json", '{"format":"cutaway-run"'],
    ["other.json", '{"hello":1}'],
    ["later.json", JSON.stringify({ ...head, version: 3 })],
    ["damaged.json", JSON.stringify({ ...head, run: { version: 1 } })],
    ["foreign.json", JSON.stringify({ ...head, run: { version: 1, world: "host", current: 0, branches: [branch] } })],
  ] as const) {
    await sandbox.give(name, text);
    await expect(page.locator(".notice[data-kind=run-file]")).toContainText(name);
    await expect(sandbox.output()).toContainText("still here");
  }
  await page.getByRole("button", { name: sandbox.words.again("foreign.json") }).click();
  await expect(sandbox.output()).toContainText("typed again");
  await page.getByRole("button", { name: sandbox.words.before }).click();
  await expect(sandbox.output()).toContainText("still here");
  await page.reload();
  await expect(sandbox.output()).toContainText("still here");
});

test("starting over asks first", async ({ page }) => {
  const sandbox = new SandboxPage(page, "ko");
  await sandbox.open();
  await sandbox.type("echo gone soon");
  await page.getByRole("button", { name: sandbox.words.over }).click();
  await page.getByRole("button", { name: sandbox.words.overNo }).click();
  await expect(sandbox.output()).toContainText("gone soon");
  await page.getByRole("button", { name: sandbox.words.over }).click();
  await page.getByRole("button", { name: sandbox.words.overYes }).click();
  await expect(sandbox.output()).not.toContainText("gone soon");
});

test("on a phone one shell is shown at a time @mobile", async ({ page }) => {
  const sandbox = new SandboxPage(page, "ko");
  await sandbox.open();
  await page.locator(".chip").filter({ hasText: "unshare --uts bash" }).click();
  await expect(page.locator("g.placed[data-kind=room]")).toHaveCount(1);
  await sandbox.another();
  const tab = page.getByRole("navigation", { name: sandbox.app.tabs.label });
  if (await tab.isVisible()) {
    await tab.getByRole("button", { name: sandbox.app.tabs.terminal }).click();
    await expect(sandbox.input("pts/0")).toBeVisible();
    await expect(sandbox.input("tty1")).toBeHidden();
    await page.getByRole("button", { name: "tty1", exact: true }).click();
    await expect(sandbox.input("tty1")).toBeVisible();
  }
});
