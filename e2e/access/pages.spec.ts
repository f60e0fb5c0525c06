import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { LessonPage } from "../journeys/lesson.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function lesson(page: Page): Promise<LessonPage> {
  const it = new LessonPage(page, "ko");
  await it.open("15-pid-namespace");
  return it;
}

/** The review of somebody who has answered before. */
async function reviewed(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const log = ["12-no-directory", "15-pid-shutter", "15-pid-shutter"].map((name, i) => {
      return { card: name, at: Date.now() - 9e8 + i, grade: i === 1 ? "again" : "good" };
    });
    localStorage.setItem("cutaway:review", JSON.stringify({ version: 1, log, all: true }));
  });
  await page.goto("./#/review");
}

async function card(page: Page, id: string): Promise<void> {
  await page.goto(`./#/review/cards?card=${id}`);
  await expect(page.locator(".card-acts")).toBeVisible();
  await expect(page.locator("g.placed").first()).toBeVisible();
}

async function talk(page: Page): Promise<void> {
  await page.goto("./#/present/jail-in-ten");
  await expect(page.locator(".talk-line h1")).toBeVisible();
}

const PAGES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  [
    "the first page",
    async (page) => {
      await page.goto("./");
      await expect(page.locator(".start-answer").first()).toBeVisible();
    },
  ],
  ["the course map", (page) => page.goto("./#/learn")],
  ["the review", reviewed],
  [
    "the statistics",
    async (page) => {
      await reviewed(page);
      await page.goto("./#/review/stats");
    },
  ],
  ["a card to choose", (page) => card(page, "12-loader-message")],
  ["a card to type", (page) => card(page, "12-no-directory")],
  ["a card to point at", (page) => card(page, "15-pid-shutter")],
  ["a card to put in order", (page) => card(page, "15-enter-order")],
  [
    "a card with its proof",
    async (page) => {
      await card(page, "15-parent-number");
      await page.locator(".card-acts .button").last().click();
      await expect(page.locator(".verdict")).toBeVisible();
    },
  ],
  [
    "the sandbox with two shells",
    async (page) => {
      await page.goto("./#/sandbox");
      await page.locator(".another .button").click();
      await expect(page.locator(".shell")).toHaveCount(2);
    },
  ],
  ["the seminars", (page) => page.goto("./#/present")],
  [
    "a talk, off the path",
    async (page) => {
      await talk(page);
      await page.keyboard.press("t");
      await page.locator(".talk-terminal textarea").fill("echo off");
      await page.locator(".talk-terminal textarea").press("Enter");
      await expect(page.locator(".talk-off")).toBeVisible();
    },
  ],
  [
    "a talk's question",
    async (page) => {
      await talk(page);
      for (let i = 0; i < 4; i++) await page.keyboard.press("PageDown");
      await expect(page.locator(".talk-question li[data-right=true]")).toBeVisible();
    },
  ],
  [
    "a talk's overview",
    async (page) => {
      await talk(page);
      await page.keyboard.press("o");
      await expect(page.locator(".talk-overview")).toBeVisible();
    },
  ],
  [
    "the speaker's window",
    async (page) => {
      await page.goto("./#/present/jail-in-ten/speaker");
      await expect(page.locator(".speaker-alone")).toBeVisible();
    },
  ],
  ["the explorers", (page) => page.goto("./#/explore")],
  [
    "an instruction run four ways",
    async (page) => {
      await page.goto("./#/instructions?open=true&wide=true");
      await expect(page.locator(".instructions-runs g.placed").first()).toBeVisible();
    },
  ],
  [
    "the translation cache",
    async (page) => {
      await page.goto("./#/translation?at=145");
      await expect(page.locator("g.placed[data-kind=code-line]").first()).toBeVisible();
    },
  ],
  [
    "a walk of page tables",
    async (page) => {
      await page.goto("./#/memory?at=7");
      await expect(page.locator(".memory-walks g.placed[data-kind=walk-cell]").first()).toBeVisible();
    },
  ],
  [
    "a walk that is asked for",
    async (page) => {
      await page.goto("./#/memory");
      await page.locator(".predict .button").first().click();
    },
  ],
  [
    "a device's traffic",
    async (page) => {
      await page.goto("./#/devices?open=true&at=4");
      await expect(page.locator("g.placed[data-kind=traffic-row]").first()).toBeVisible();
    },
  ],
  [
    "the model against the paper",
    async (page) => {
      await page.goto("./#/paper");
      await expect(page.locator(".paper-table").first()).toBeVisible();
    },
  ],
  ["the page about the model", (page) => page.goto("./#/about")],
  ["an address that leads nowhere", (page) => page.goto("./#/nowhere")],
  ["a lesson", lesson],
  [
    "a lesson in the past, with a branch, an answer and something chosen",
    async (page) => {
      const it = await lesson(page);
      const tab = page
        .getByRole("navigation", { name: it.words.tabs.label })
        .getByRole("button", { name: it.words.tabs.terminal });
      if (await tab.isVisible()) await tab.click();
      await it.type("echo one");
      await it.settled();
      await it.slider.evaluate((slider: HTMLInputElement) => {
        slider.value = slider.min;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await it.type("echo two");
      await it.settled();
      await page.getByRole("treeitem").nth(2).focus();
      await page.keyboard.press("Enter");
    },
  ],
];

const THEMES = ["light", "dark", "projector"] as const;
/** These have colours of their own, whatever was chosen. */
const OWN_COLOURS = /talk|speaker/;

for (const theme of THEMES) {
  for (const [name, open] of PAGES.filter(([name]) => theme === "light" || !OWN_COLOURS.test(name))) {
    // What is wrong with a narrow page is not a matter of its colours.
    const tag = theme === "light" ? " @mobile" : "";
    test(`${name} breaks no automatically checkable WCAG 2.2 AA rule in ${theme}${tag}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.addInitScript((theme) => {
        const state = { language: "ko", theme, speed: 8 };
        localStorage.setItem("cutaway:settings", JSON.stringify({ state, version: 1 }));
      }, theme);
      await open(page);
      await expect(page.locator("h1").first()).toBeAttached();
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
      ).toEqual([]);
    });
  }
}

const CONTROLS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["a lesson", lesson],
  ["a card", (page) => card(page, "15-enter-order")],
  ["a talk", talk],
  ["the sandbox", (page) => page.goto("./#/sandbox")],
  ["an explorer", (page) => page.goto("./#/instructions?open=true")],
];

for (const [name, open] of CONTROLS)
  test(`every control of ${name} is at least 24 px large @mobile`, async ({ page }) => {
    await open(page);
    await expect(page.locator("g.placed").first()).toBeVisible();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, select, input, summary, [role=treeitem]")].flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        const hidden = width === 0 || (width <= 1 && height <= 1) || control.closest(".stage-tree") !== null;
        const inLabel = control.closest("label") !== null && control.closest("label") !== control;
        return hidden || inLabel || (width >= 24 && height >= 24)
          ? []
          : [`${control.outerHTML.slice(0, 90)} ${width}x${height}`];
      }),
    );
    expect(small).toEqual([]);
  });
