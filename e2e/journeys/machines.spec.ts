import { expect, test } from "@playwright/test";
import { words as ledgerWords } from "../../src/app/ledger/words.ts";
import { LOCALES, WORDS } from "./lesson.ts";

for (const language of ["ko", "en"] as const) {
  test.describe(`machines in ${language}`, () => {
    test.use({ locale: LOCALES[language] });

    test("a guest is a house in the house: chosen, entered, and its call compared with a bare machine's", async ({
      page,
    }) => {
      test.slow(); // two kernels boot
      const app = WORDS[language];
      const t = ledgerWords[language];
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto("./?speed=8#/sandbox?world=kvm");
      const house = page.locator('.picture [data-key="vm1|house"]');
      await expect(house).toBeVisible();
      await expect(page.locator('.picture [data-key="vm1|kernel"][data-guest]')).toBeAttached();
      await expect(page.locator('.picture [data-key="hypervisor:kvm"]')).toBeAttached();

      // The tree has the guest as a level of its own.
      const tree = page.getByRole("tree", { name: app.stage.tree });
      await page.getByRole("button", { name: app.stage.tree }).click();
      await expect(tree.locator('[data-key="vm1|house"]')).toHaveAttribute("aria-level", "2");
      await tree.locator('[data-key="vm1|house"]').click();
      await page.getByRole("button", { name: app.stage.tree }).click();
      await expect(page.locator(".inspector-title")).toHaveText("debian");
      await page.getByRole("button", { name: app.inspector.enter }).click();
      await expect(page.locator('.picture [data-key="kernel"]')).not.toBeAttached();
      await page.getByRole("button", { name: app.inspector.leave }).click();
      await expect(page.locator('.picture [data-key="kernel"]')).toBeAttached();

      // The ledger prices the events of the last command under two techniques.
      const input = page.getByRole("textbox", { name: app.terminal.input });
      await input.fill("true");
      await input.press("Enter");
      await page.getByRole("button", { name: app.ledger.label, exact: true }).click();
      const ledger = page.getByRole("region", { name: t.title });
      await expect(ledger.locator('[data-key^="total:kvm/"]').first()).toBeAttached();
      await expect(ledger.locator('[data-key^="total:bare/"]').first()).toBeAttached();
      await ledger.locator("summary").click();
      await expect(ledger.getByRole("table")).toBeVisible();
      expect(errors).toEqual([]);
    });
  });
}
