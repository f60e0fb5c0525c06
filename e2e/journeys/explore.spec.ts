// The explorers: each is used once, in both languages, and its address brings back what was seen.

import { expect, type Locator, type Page, test } from "@playwright/test";
import { words as deviceWords } from "../../src/app/devices/words.ts";
import { words as exploreWords } from "../../src/app/explore/words.ts";
import { words as instructionWords } from "../../src/app/instructions/words.ts";
import { words as memoryWords } from "../../src/app/memory/words.ts";
import { words as paperWords } from "../../src/app/paper/words.ts";
import { words as translationWords } from "../../src/app/translation/words.ts";
import { type Language, LOCALES, WORDS } from "./lesson.ts";

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

/** Every placed thing and every word, in no order: a picture that was walked to has its things in another. */
const everything = (shown: Locator): Promise<string[]> =>
  shown.evaluate((root) =>
    [...root.querySelectorAll("g.placed, h2, h3, p, dd, th, td")]
      .map((one) => `${one.getAttribute("data-key")} ${one.getAttribute("transform")} ${one.textContent}`)
      .sort(),
  );

/** What is shown comes back from the address alone. */
async function comesBack(page: Page, shown: Locator): Promise<void> {
  const before = await everything(shown);
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(shown).toBeVisible();
  await expect.poll(() => everything(shown)).toEqual(before);
}

const pick = (page: Page, group: string, name: string) =>
  page.getByRole("group", { name: group }).getByRole("radio", { name, exact: true }).check();

for (const language of Object.keys(LOCALES) as Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: LOCALES[language] });
    const tools = exploreWords[language];

    test("the bar leads to the explorers, and each to the others", async ({ page }) => {
      await page.goto("./");
      const bar = page.getByRole("navigation", { name: WORDS[language].nav.label });
      await bar.getByRole("link", { name: WORDS[language].nav.explore }).click();
      await page.getByRole("link", { name: tools.tools.memory }).click();
      const among = page.getByRole("navigation", { name: tools.label });
      for (const name of Object.values(tools.tools)) {
        await among.getByRole("link", { name }).click();
        await expect(among.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      }
      await expect(bar.getByRole("link", { name: WORDS[language].nav.explore })).toHaveAttribute(
        "aria-current",
        "page",
      );
    });

    test("popf: predicted, run four ways, and again with interrupts off", async ({ page }) => {
      const t = instructionWords[language];
      await page.goto("./#/instructions");
      await expect(page.locator(".instructions-runs")).toHaveCount(0);
      await page.getByRole("button", { name: "1", exact: true }).click();
      await expect(page.locator(".predict [data-verdict=right]")).toBeVisible();
      const verdicts = page.locator(".instructions-runs > section");
      await expect(verdicts).toHaveCount(4);
      await expect(verdicts.nth(1)).toHaveAttribute("data-verdict", "silently-wrong");
      await expect(verdicts.nth(2)).toHaveAttribute("data-verdict", "same");
      await expect(verdicts.nth(1).locator("g.placed[data-wrong]")).toHaveCount(1);
      await comesBack(page, page.locator(".instructions-runs"));

      await page.getByText(t.state).click();
      await pick(page, t.fields.if, "0");
      await page.locator(".predict .link-button").click();
      await expect(page.locator(".instructions-runs g.placed[data-key='row:IF']").first()).toContainText("0");
    });

    test("the sets are computed: with UMIP five instructions more are privileged", async ({ page }) => {
      const t = instructionWords[language];
      await page.goto("./#/instructions");
      const privileged = page.locator("g.placed[data-key='set:right']");
      await expect(privileged).toContainText("18");
      await pick(page, t.umip, t.umipChoices.umip);
      await expect(privileged).toContainText("23");
      await page.locator("g.placed[data-key='member:cli']").click();
      await expect(page.locator("h2 code", { hasText: "cli" })).toBeVisible();
    });

    test("a nested walk takes 24 references, one at a time", async ({ page }) => {
      const t = memoryWords[language];
      await page.goto("./#/memory");
      await page.getByRole("button", { name: "24", exact: true }).click();
      const lit = page.locator("g.placed[data-kind=walk-cell][data-state=past], g.placed[data-state=now]");
      await page.getByRole("button", { name: tools.step.forward }).click();
      await expect(page.locator(".stepper-count")).toHaveText("1 / 24");
      await page.getByRole("slider", { name: tools.step.position }).press("End");
      await expect(page.locator(".stepper-says")).toContainText(t.found);
      await expect(lit).not.toHaveCount(0);
      await page.getByRole("button", { name: tools.step.back }).click();
      await comesBack(page, page.locator(".memory-walks"));
      await expect(page.locator(".stepper-count")).toHaveText("23 / 24");
      await pick(page, t.hostPage, t.size(2 ** 21));
      await expect(page.locator(".stepper-count")).toHaveText("0 / 19");
    });

    test("the translation cache is walked block by block, and back", async ({ page }) => {
      const t = translationWords[language];
      await page.goto("./#/translation");
      await expect(page.locator("g.placed[data-kind=tc-block]")).toHaveCount(0);
      await page.getByRole("button", { name: t.moments.retranslated }).click();
      await expect(page.locator("g.placed[data-kind=code-line]").first()).toContainText("simulate mov %eax,(%edi)");
      await expect(page.locator("g.placed[data-kind=tc-block][data-life=retranslated]")).toHaveCount(1);
      await page.getByRole("button", { name: tools.step.back }).click();
      await expect(page.locator("g.placed[data-kind=code-line]").first()).not.toContainText("simulate");
      await expect(page.locator("g.placed[data-kind=tc-block][data-life=retranslated]")).toHaveCount(0);
      await comesBack(page, page.locator(".translation"));
      await page.getByRole("slider", { name: tools.step.position }).press("End");
      await expect(page.getByRole("heading", { name: t.asleep })).toBeVisible();
    });

    test("a write through IDE and through virtio: predicted, compared, walked", async ({ page }) => {
      const t = deviceWords[language];
      await page.goto("./#/devices");
      await page.getByRole("button", { name: "26", exact: true }).click();
      await expect(page.locator(".predict [data-verdict=right]")).toBeVisible();
      await expect(page.getByRole("row", { name: /IDE, PIO/ })).toContainText("1,043");
      await page.getByRole("radio", { name: t.right(t.names.blkfront) }).check();
      const right = page.locator(".devices-ladders > section").nth(1);
      await expect(right).toContainText("GNTTABOP_map_grant_ref");
      await page.getByRole("button", { name: tools.step.first, exact: true }).click();
      await page.getByRole("button", { name: tools.step.forward }).click();
      await expect(right.locator("g.placed[data-state=now]").first()).toContainText("EVTCHNOP_send");
      await comesBack(page, page.locator(".devices-ladders"));
      await pick(page, t.work, t.works["packet-send"]);
      await expect(page.locator(".devices-ladders")).toHaveCount(0);
    });

    test("the paper's values stand there, those of systems that are not modelled too", async ({ page }) => {
      const t = paperWords[language];
      await page.goto("./#/paper");
      const fork = page.getByRole("row", { name: /^fork/ }).first();
      await expect(fork).toContainText("198");
      await expect(fork).toContainText("21,000");
      await expect(page.getByText(t.notModelled).first()).toBeVisible();
      await expect(page.locator("td[data-mark=fitted]").first()).toBeVisible({ timeout: 45_000 });
      await expect(page.locator("g.placed[data-kind=ratio-dot]").first()).toBeVisible();
      await pick(page, t.measure, t.measures.overhead);
      await expect(fork).toContainText("1.80");
      const address = page.url();
      await page.goto("about:blank");
      await page.goto(address);
      await expect(fork).toContainText("1.80");
    });
  });
}

test("an address that was damaged leads to the first view, and says so", async ({ page }) => {
  await page.goto("./#/memory?mode=6-level&at=3");
  await expect(page.locator(".notice")).toContainText("mode");
  await expect(page.locator(".predict")).toBeVisible();
});

for (const address of [
  "explore",
  "instructions?open=true",
  "translation?at=145",
  "memory?at=7",
  "devices?open=true",
  "paper",
]) {
  test(`${address} fits a narrow screen @mobile`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`./#/${address}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".explore")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}
