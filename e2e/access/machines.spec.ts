import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ko } from "../../src/app/i18n/ko.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function world(page: Page): Promise<void> {
  await page.goto("./#/sandbox?world=kvm");
  await expect(page.locator('.picture [data-key="vm1|house"]')).toBeVisible();
}

async function details(page: Page): Promise<void> {
  await world(page);
  await page.locator('.picture [data-key="vm1|sign:house"]').click();
  await expect(page.locator(".inspector-title")).toBeVisible();
}

async function ledger(page: Page): Promise<void> {
  await world(page);
  await page.getByRole("button", { name: ko.ledger.label, exact: true }).click();
  await page.locator(".ledger summary").click();
  await expect(page.locator(".ledger table")).toBeVisible();
}

const VIEWS = [
  ["a world of machines", world],
  ["a machine in detail", details],
  ["the ledger", ledger],
] as const;

for (const theme of ["light", "dark", "projector"]) {
  for (const [name, open] of VIEWS) {
    test(`${name} in ${theme} keeps to WCAG 2.2 AA`, async ({ page }) => {
      test.slow();
      await page.addInitScript((theme) => {
        const state = { language: "ko", theme, speed: 8 };
        localStorage.setItem("cutaway:settings", JSON.stringify({ state, version: 1 }));
      }, theme);
      await open(page);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
      ).toEqual([]);
    });
  }
}
