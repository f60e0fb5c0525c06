// What a self-tester does, in the page's own words. Right answers are computed here as the page computes them.

import { expect, type Locator, type Page } from "@playwright/test";
import { readCards } from "../../bin/cards.ts";
import { words as reviewWords } from "../../src/app/review/words.ts";
import type { Card } from "../../src/learn/card.ts";
import { type Examined, examine } from "../../src/learn/examine.ts";
import { GENERATORS } from "../../src/learn/generators/all.ts";
import { plain } from "../../src/learn/prose.ts";
import { type Language, WORDS } from "./lesson.ts";

const root = new URL("../..", import.meta.url).pathname;

export class ReviewPage {
  readonly page: Page;
  readonly words;
  readonly nav;
  readonly check: Locator;
  readonly verdict: Locator;
  readonly undo: Locator;
  private readonly language: Language;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    this.words = reviewWords[language];
    this.nav = WORDS[language].nav;
    this.check = page.getByRole("button", { name: this.words.check, exact: true });
    this.verdict = page.locator(".verdict");
    this.undo = page.getByRole("button", { name: this.words.undo });
  }

  async overview(): Promise<void> {
    await this.page.goto("./?speed=8#/review");
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText(this.words.title);
  }

  /** Opens one card and waits until it can be answered. */
  async open(id: string, seed = 1): Promise<Card> {
    await this.page.goto(`./?speed=8#/review/cards?card=${id}&seed=${seed}`);
    await expect(this.check).toBeVisible();
    return cardOf(id, seed);
  }

  /** The card on the page, as its address names it. */
  async shown(): Promise<Card> {
    await expect(this.check).toBeVisible();
    const address = new URLSearchParams(this.page.url().split("?").at(-1));
    return cardOf(address.get("card") ?? "", Number(address.get("seed")));
  }

  /** Answers the card on the page, rightly or as wrongly as its form allows. */
  async answer(card: Card, right = true): Promise<void> {
    await this.fill(examine(card), card, right);
    await this.check.click();
    await expect(this.verdict).toHaveAttribute("data-right", String(right));
  }

  private async fill({ answer }: Examined, card: Card, right: boolean): Promise<void> {
    const { page } = this;
    if (answer.form === "choose") {
      const other = answer.right === 0 ? 1 : 0;
      await page
        .getByRole("radio")
        .nth(right ? answer.right : other)
        .check();
    } else if (answer.form === "type") {
      await page.getByRole("textbox", { name: this.words.typeLabel }).fill(right ? answer.text : "no such answer");
    } else if (answer.form === "point") {
      const key = right ? (answer.keys[0] ?? "") : "kernel";
      const shape = page.locator(`g.placed[data-key="${key}"] > .shape`);
      // A circle in its middle; a box at its edge, for other things stand in it.
      await shape.click({ force: true, ...(key.startsWith("task:") ? {} : { position: { x: 4, y: 4 } }) });
    } else if (card.form === "order") {
      const order = right ? answer.order : [...answer.order].reverse();
      const text = (i: number) =>
        (card.items[i]?.text[this.language] ?? []).map((block) => ("p" in block ? plain(block.p) : "")).join("");
      for (const i of order)
        await page
          .locator(".order-item")
          .filter({ hasText: text(i) })
          .click();
    }
  }

  async grade(grade: "hard" | "good" | "easy"): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${this.words.grades[grade]}:`) }).click();
  }
}

function cardOf(id: string, seed: number): Card {
  const card = GENERATORS.find((one) => one.id === id)?.make(seed) ?? readCards(root).find((one) => one.id === id);
  if (!card) throw new Error(`there is no card ${id}`);
  return card;
}
