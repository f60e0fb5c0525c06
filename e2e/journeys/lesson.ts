// What a reader does in a lesson, in the page's own words.

import { expect, type Locator, type Page } from "@playwright/test";
import { en, type Messages } from "../../src/app/i18n/en.ts";
import { ko } from "../../src/app/i18n/ko.ts";

export const LOCALES = { ko: "ko-KR", en: "en-US" } as const;
export type Language = keyof typeof LOCALES;
export const WORDS: Readonly<Record<Language, Messages>> = { ko, en };

export class LessonPage {
  readonly page: Page;
  readonly words: Messages;
  readonly input: Locator;
  readonly output: Locator;
  readonly slider: Locator;
  readonly heading: Locator;
  readonly next: Locator;
  readonly notices: Locator;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.words = WORDS[language];
    const { terminal, lesson } = this.words;
    this.input = page.getByRole("textbox", { name: terminal.input });
    this.output = page.locator(".terminal-view");
    this.slider = page.locator(".scrubber"); // in another tab on a narrow screen, but there
    this.heading = page.getByRole("heading", { level: 1 });
    this.next = page.getByRole("button", { name: lesson.next, exact: true });
    this.notices = page.locator(".notice");
  }

  /** Opens a lesson and waits for its first prompt. */
  async open(lesson: string, search = ""): Promise<void> {
    await this.page.goto(`./?speed=8#/learn/${lesson}${search}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.slider).toBeAttached();
    await expect(this.output).not.toBeEmpty();
  }

  /** Waits until what was typed has run and is shown at its end. */
  async settled(): Promise<void> {
    await expect(this.page.locator(".counter-when")).toHaveAttribute("data-past", "false");
    await expect.poll(() => this.slider.evaluate((it: HTMLInputElement) => it.value === it.max)).toBe(true);
    await expect(this.page.locator(".command-prompt")).not.toBeEmpty();
  }

  async type(line: string): Promise<void> {
    await this.input.fill(line);
    await this.input.press("Enter");
  }

  /** Waits until the terminal shows this text, line feeds included. */
  async shows(text: string): Promise<void> {
    // biome-ignore lint/performance/useDomNodeTextContent: the lines of the terminal are elements
    await expect.poll(() => this.output.innerText()).toContain(text);
  }

  position(): Promise<number> {
    return this.slider.evaluate((it: HTMLInputElement) => Number(it.value));
  }

  chips(): Locator {
    return this.page.locator(".chip");
  }
}
