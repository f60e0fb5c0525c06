import { expect, test } from "@playwright/test";

test("the page loads without an error on the console @mobile", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));

  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Cutaway/);
  expect(problems).toEqual([]);
});

test("the page asks nobody but its own server", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "?") && !/^(data|blob):/.test(request.url()))
      elsewhere.push(request.url());
  });
  await page.goto("./", { waitUntil: "networkidle" });
  expect(elsewhere).toEqual([]);
});
