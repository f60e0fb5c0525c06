// What a presenter does, in the page's own words.

import { expect, type Locator, type Page } from "@playwright/test";
import { words as presentWords } from "../../src/app/present/words.ts";
import { type Language, WORDS } from "./lesson.ts";

export class TalkPage {
  readonly page: Page;
  readonly words;
  readonly stage: Locator;
  readonly title: Locator;
  readonly terminal: Locator;
  readonly input: Locator;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.words = presentWords[language];
    this.stage = page.locator(".talk-stage svg.picture");
    this.title = page.locator(".talk-line h1");
    this.terminal = page.locator(".talk-peek, .talk-terminal .terminal-view");
    this.input = page.getByRole("textbox", { name: WORDS[language].terminal.input });
  }

  async open(seminar: string, search = ""): Promise<void> {
    await this.page.goto(`./?speed=8#/present/${seminar}${search}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.title).toBeVisible();
    await expect(this.stage.locator("g.placed").first()).toBeVisible();
  }

  /** Cue and beat, as the address has them. */
  async place(): Promise<string> {
    const address = new URLSearchParams(this.page.url().split("?").at(-1));
    return `${address.get("cue")}.${address.get("beat")}`;
  }

  /** Presses a key and waits until the talk stands at a place. */
  async press(key: string, place: string): Promise<void> {
    await this.page.keyboard.press(key);
    await expect.poll(() => this.place()).toBe(place);
  }

  /** Everything that the audience sees of the simulated machine. */
  async seen(): Promise<unknown> {
    // biome-ignore lint/performance/useDomNodeTextContent: the lines of the terminal are elements
    const terminal = await this.terminal.innerText();
    const picture = await this.stage.evaluate((svg) =>
      [...svg.querySelectorAll("g.placed")].map((g) =>
        [...g.attributes].map(({ name, value }) => `${name}=${value}`).join(" "),
      ),
    );
    return { terminal: terminal.trim(), picture };
  }

  async type(line: string): Promise<void> {
    await this.input.fill(line);
    await this.input.press("Enter");
  }
}
