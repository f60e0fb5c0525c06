import { expect, type Page, test } from "@playwright/test";
import { type Language, LOCALES } from "./lesson.ts";
import { TalkPage } from "./talk.ts";

const SEMINAR = "chroot-to-namespace";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

/** The speaker's window that S opens. */
async function speakerOf(talk: TalkPage): Promise<Page> {
  const opened = talk.page.context().waitForEvent("page");
  await talk.page.keyboard.press("s");
  const speaker = await opened;
  await expect(speaker.locator(".speaker-foot")).toBeVisible();
  return speaker;
}

const nowOf = (speaker: Page) => speaker.locator(".speaker-now .speaker-beat");

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });

    test("a talk in two windows: forwards, back, off the path and exactly back, reloaded in the middle", async ({
      page,
    }) => {
      const talk = new TalkPage(page, language);
      const { words } = talk;
      await page.goto("./#/present");
      await page
        .getByRole("link", { name: new RegExp(words.openNamed("")) })
        .first()
        .click();
      await talk.ready();
      const speaker = await speakerOf(talk);
      await expect(nowOf(speaker)).toContainText(words.speaker.beats.start);

      await talk.press("PageDown", "1.1");
      await expect(nowOf(speaker)).toContainText("mkdir -p /srv/jail");
      await talk.press("ArrowRight", "1.2");
      await talk.press("Space", "1.3");
      await expect(page.locator(".talk-question")).toBeVisible();
      await expect(page.locator(".talk-question li[data-right]")).toHaveCount(0);
      await talk.press("PageDown", "1.4");
      await expect(page.locator(".talk-question li[data-right=true]")).toHaveCount(1);
      await talk.press("PageUp", "1.3");
      await talk.press("ArrowLeft", "1.2");

      // Off the path, and back to exactly what was shown.
      const before = await talk.seen();
      await page.keyboard.press("t");
      await talk.type("hostname elsewhere; mkdir /srv/mess; sleep 100 &");
      await talk.type("unshare --uts bash");
      await expect(page.locator(".talk-off")).toBeVisible();
      await expect(speaker.getByText(words.speaker.offPathNow)).toBeVisible();
      await expect(page.locator(".talk-terminal .terminal-view")).toContainText("unshare --uts bash");

      await page.reload();
      await talk.ready();
      await expect(page.locator(".talk-off")).toBeVisible();
      await expect(page.locator(".talk-peek")).toContainText("unshare --uts bash");
      await page.keyboard.press("r");
      await expect(page.locator(".talk-off")).toBeHidden();
      expect(await talk.seen()).toEqual(before);
      expect(await talk.place()).toBe("1.2");

      // From inside the terminal, the clicker returns.
      await page.keyboard.press("t");
      await talk.type("echo lost");
      await expect(page.locator(".talk-off")).toBeVisible();
      await talk.input.press("PageDown");
      await expect(page.locator(".talk-off")).toBeHidden();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await expect(page.locator(".talk-terminal")).toBeHidden();
      expect(await talk.seen()).toEqual(before);

      // The speaker's window is closed and opened again, and moves the talk.
      await speaker.close();
      await talk.press("PageDown", "1.3");
      const again = await speakerOf(talk);
      await expect(nowOf(again)).toContainText(words.speaker.beats.ask);
      await again.keyboard.press("PageDown");
      await expect.poll(() => talk.place()).toBe("1.4");
      await again.reload();
      await expect(nowOf(again)).toContainText(words.speaker.beats.proof);

      // Black, and the overview leads to another lesson.
      await page.bringToFront();
      await page.keyboard.press(".");
      await expect(page.locator(".talk-black")).toBeVisible();
      await expect(again.getByText(words.speaker.blackNow)).toBeVisible();
      await page.keyboard.press("PageDown");
      await expect(page.locator(".talk-black")).toBeHidden();
      expect(await talk.place()).toBe("1.4");
      await page.keyboard.press("o");
      await page.locator(".talk-overview button").nth(9).click();
      await expect.poll(() => talk.place()).toBe("10.0");
      await expect(nowOf(again)).toContainText("10 / 13");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: words.help })).toBeVisible();
    });
  });
}

test("a speaker's window without its talk says so, can be walked, and follows when the talk comes", async ({
  page,
  context,
}) => {
  const { words } = new TalkPage(page, "ko");
  await page.goto(`./#/present/${SEMINAR}/speaker`);
  await expect(page.getByText(words.speaker.alone)).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(nowOf(page)).toContainText("mkdir -p /srv/jail");
  const talk = new TalkPage(await context.newPage(), "ko");
  await talk.page.emulateMedia({ reducedMotion: "reduce" });
  await talk.open(SEMINAR, "?cue=3");
  await expect(page.getByText(words.speaker.alone)).toBeHidden();
  await expect(nowOf(page)).toContainText("3 / 13");
  await talk.page.close();
  await expect(page.getByText(words.speaker.alone)).toBeVisible();
});

test("the clock starts with the talk, and is held against the plan", async ({ page }) => {
  await page.clock.install({ time: Date.UTC(2026, 10, 30, 9) });
  const talk = new TalkPage(page, "ko");
  const { speaker: words } = talk.words;
  await page.goto(`./#/present/${SEMINAR}/speaker`);
  await page.clock.runFor(5000);
  await expect(page.getByText(words.alone)).toBeVisible();
  await page.getByRole("button", { name: words.start }).click();
  await page.clock.runFor(150_000);
  await expect(page.locator(".speaker-time")).toHaveText("2:30");
  await expect(page.locator(".speaker-pace")).toHaveText(words.late("0:30"));
  await page.keyboard.press("End");
  await page.clock.runFor(500);
  await expect(page.locator(".speaker-pace")).toContainText("−");
});

test("a seminar of one's own with an unknown step says which, and the other cues work", async ({ page }) => {
  const talk = new TalkPage(page, "ko");
  const { words } = talk;
  await page.goto("./#/present");
  const give = (name: string, text: string) =>
    page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/yaml", buffer: Buffer.from(text) });
  await give(
    "mine.yaml",
    "version: 1\ntitle: Mine\ncues:\n  - step: 12-building-a-jail/ldd\n    minutes: 1\n  - step: 12-building-a-jail/nowhere\n    minutes: 1\n",
  );
  await expect(
    page.getByText(words.problem({ kind: "unknown-step", cue: 1, step: "12-building-a-jail/nowhere" })),
  ).toBeVisible();
  await expect(page.getByText(words.othersWork(1))).toBeVisible();
  for (const [name, text, told] of [
    ["later.yaml", "version: 4\ntitle: X\ncues: []\n", words.problem({ kind: "later-version", version: 4 })],
    ["broken.yaml", "cues: [", words.nothingLeft],
    ["other.json", '{"hello": 1}', words.nothingLeft],
  ] as const) {
    await give(name, text);
    await expect(page.getByText(told)).toBeVisible();
  }
  await page.reload(); // the one that works was kept
  await page.getByRole("link", { name: words.openNamed("Mine") }).click();
  await talk.ready();
  await talk.press("PageDown", "1.1");
  await expect(page.locator(".talk-command")).toContainText("ldd /bin/bash");
});

test("a talk opens, reloads and goes on without a network", async ({ page, context }) => {
  const talk = new TalkPage(page, "ko");
  await page.goto("./#/present");
  await expect(page.getByText(talk.words.offline.saved)).toBeVisible({ timeout: 30_000 });
  await page.reload(); // under the service worker
  await expect(page.getByText(talk.words.offline.saved)).toBeVisible();
  await context.setOffline(true);
  await talk.open(SEMINAR);
  await talk.press("PageDown", "1.1");
  await page.reload();
  await talk.ready();
  expect(await talk.place()).toBe("1.1");
  const speaker = await speakerOf(talk);
  await expect(nowOf(speaker)).toContainText("mkdir -p /srv/jail");
  await context.setOffline(false);
});

test("on a phone the buttons do what the keys do @mobile", async ({ page }) => {
  const talk = new TalkPage(page, "ko");
  const { controls } = talk.words;
  await talk.open("jail-in-ten");
  await page.getByRole("button", { name: controls.on }).click();
  await expect.poll(() => talk.place()).toBe("1.1");
  await page.getByRole("button", { name: controls.back }).click();
  await expect.poll(() => talk.place()).toBe("1.0");
  await page.getByRole("button", { name: controls.overview }).click();
  await page.locator(".talk-overview button").nth(1).click();
  await expect.poll(() => talk.place()).toBe("2.0");
  await page.getByRole("button", { name: controls.black }).click();
  await page.locator(".talk-black").click();
  await expect(talk.title).toBeVisible();
});

test("a seminar that does not exist leads to those that do", async ({ page }) => {
  const { words } = new TalkPage(page, "ko");
  await page.goto("./#/present/nothing");
  await expect(page.getByRole("heading", { name: words.noSuchSeminar })).toBeVisible();
  await page.getByRole("link", { name: words.back }).click();
  await expect(page.getByRole("heading", { name: words.title })).toBeVisible();
});
